/**
 * The built-in baselines: the Transformer and the Evolved Transformer. Letters: see the package
 * above.
 */
package org.translatenas.translate.model.transformer;
