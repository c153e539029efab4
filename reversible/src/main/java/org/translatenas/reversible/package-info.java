/**
 * Tensors on PyTorch: gradients as values, scripted kernels, replayable masks, reversible stacks.
 */
package org.translatenas.reversible;
