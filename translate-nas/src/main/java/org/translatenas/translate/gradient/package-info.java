/**
 * Loss and gradients of a translation model on a batch: by ordinary backpropagation, or with
 * reconstruction.
 */
package org.translatenas.translate.gradient;
