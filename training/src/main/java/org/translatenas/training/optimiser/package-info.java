/** Optimisers over flat parameter sets, with state that a checkpoint can hold. */
package org.translatenas.training.optimiser;
