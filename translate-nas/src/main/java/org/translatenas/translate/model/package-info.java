/**
 * The models: embeddings, stacks of layers, the supernet and what is derived from it.
 *
 * <p>Letters of shapes: B sentences, S source positions, T target positions (or either), V pieces
 * of the vocabulary, e width of the embedding, d width of the stack, n splits, c = d/n width of a
 * node, H heads, w width of a convolution, N = B·beam hypotheses.
 */
package org.translatenas.translate.model;
