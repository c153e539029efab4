/** When weights and architecture are stepped. */
package org.translatenas.bilevel.schedule;
