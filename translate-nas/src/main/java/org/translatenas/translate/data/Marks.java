package org.translatenas.translate.data;

/**
 * The ids that a batch adds to sentences.
 *
 * @param padId fills a row behind its sentence
 * @param bosId begins what the decoder reads
 * @param eosId ends a source and what the decoder shall say
 */
public record Marks(int padId, int bosId, int eosId) {}
