/** Training a model: the loop, its state, validation, and the averaging of checkpoints. */
package org.translatenas.translate.train;
