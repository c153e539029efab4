/** Search methods as named combinations of parts, and the loop that runs them. */
package org.translatenas.bilevel.method;
