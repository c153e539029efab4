/** What a command settles for its process before it computes: threads and number formats. */
package org.translatenas.translate.process;
