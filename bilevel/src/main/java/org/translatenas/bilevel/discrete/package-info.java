/** From mixing weights to discrete architectures. */
package org.translatenas.bilevel.discrete;
