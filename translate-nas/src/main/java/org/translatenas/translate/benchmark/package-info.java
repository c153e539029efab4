/** Programs that measure; never part of a test. */
package org.translatenas.translate.benchmark;
