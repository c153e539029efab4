/** Drawing architectures from the distribution that α describes. */
package org.translatenas.bilevel.sampling;
