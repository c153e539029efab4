/** From architecture parameters α to mixing weights A, and gradients back. */
package org.translatenas.bilevel.relaxation;
