/**
 * Text to pieces to ids: SentencePiece models, read, written, trained.
 *
 * <p>{@link org.translatenas.tokenization.Tokenizer} encodes and decodes with a {@link
 * org.translatenas.tokenization.SentencePieceModel}; {@link
 * org.translatenas.tokenization.SentencePieceTrainer} makes one. What SentencePiece 0.1.97 does is
 * the measure of all three. Words used throughout: a <em>piece</em> is an entry of the vocabulary,
 * an <em>id</em> its place there, a <em>symbol</em> a piece that is given and not found in text;
 * U+2581 in a piece stands for a space.
 */
package org.translatenas.tokenization;
