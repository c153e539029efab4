/** Gradients of the architecture's loss with respect to A and α. */
package org.translatenas.bilevel.gradient;
