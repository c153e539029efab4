/**
 * Translation: beam search over a model, and lines of text in and out.
 *
 * <p>Letters of shapes: B sentences, k hypotheses of each (the beam), N = B·k, the hypotheses of a
 * sentence in adjacent rows; S source positions, V pieces of the vocabulary, e width of the
 * embedding, C candidates of a sentence. |x| and |y| are numbers of pieces of source and target.
 */
package org.translatenas.translate.decode;
