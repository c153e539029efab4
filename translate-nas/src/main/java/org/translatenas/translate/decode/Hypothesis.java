package org.translatenas.translate.decode;

/**
 * A finished translation.
 *
 * @param ids its pieces, without begin and end mark
 * @param logProbability of the pieces and the end mark, natural logarithm
 * @param score log probability over {@link LengthPenalty}: what hypotheses are ranked by
 */
@SuppressWarnings("ArrayRecordComponent") // goes straight to the detokeniser
public record Hypothesis(int[] ids, double logProbability, double score) {}
