package org.translatenas.translate.data;

import java.util.Arrays;

/**
 * Sentences padded to a rectangle, ready to become tensors; all arrays are row-major and belong to
 * the batch.
 *
 * @param sentences numbers of the pairs in their corpus // [B]
 * @param sourceIds source, end mark, padding // [B, S]
 * @param targetInput begin mark, target, padding: what the decoder reads // [B, T]
 * @param targetOutput target, end mark, padding: what it shall say // [B, T]
 * @param batchSize B
 * @param sourceLength S
 * @param targetLength T
 * @param targetTokens places of {@code targetOutput} that are not padding
 * @param sourceTokens places of {@code sourceIds} that are not padding
 * @param padId the id of padding
 */
@SuppressWarnings("ArrayRecordComponent") // raw data on its way to native memory; copies would cost
public record Batch(
    int[] sentences,
    long[] sourceIds,
    long[] targetInput,
    long[] targetOutput,
    int batchSize,
    int sourceLength,
    int targetLength,
    int targetTokens,
    int sourceTokens,
    int padId) {

  /** The batch of these pairs of {@code corpus}, as wide as the longest needs. */
  public static Batch of(ParallelCorpus corpus, int[] sentences, Marks marks) {
    int[][] sources = new int[sentences.length][];
    int[][] targets = new int[sentences.length][];
    for (int row = 0; row < sentences.length; row++) {
      sources[row] = corpus.source(sentences[row]);
      targets[row] = corpus.target(sentences[row]);
    }
    return of(sentences, sources, targets, marks);
  }

  /** The batch of these pairs with the given ids, row by row. */
  static Batch of(int[] sentences, int[][] sources, int[][] targets, Marks marks) {
    int longestSource = 1;
    int longestTarget = 1;
    for (int row = 0; row < sentences.length; row++) {
      longestSource = Math.max(longestSource, sources[row].length + 1);
      longestTarget = Math.max(longestTarget, targets[row].length + 1);
    }
    long[] sourceIds = padded(sentences.length * longestSource, marks.padId());
    long[] targetInput = padded(sentences.length * longestTarget, marks.padId());
    long[] targetOutput = padded(sentences.length * longestTarget, marks.padId());
    int sourceTokens = 0;
    int targetTokens = 0;
    for (int row = 0; row < sentences.length; row++) {
      int[] source = sources[row];
      int[] target = targets[row];
      int sourceStart = row * longestSource;
      int targetStart = row * longestTarget;
      copy(source, sourceIds, sourceStart);
      sourceIds[sourceStart + source.length] = marks.eosId();
      targetInput[targetStart] = marks.bosId();
      copy(target, targetInput, targetStart + 1);
      copy(target, targetOutput, targetStart);
      targetOutput[targetStart + target.length] = marks.eosId();
      sourceTokens += source.length + 1;
      targetTokens += target.length + 1;
    }
    return new Batch(
        sentences,
        sourceIds,
        targetInput,
        targetOutput,
        sentences.length,
        longestSource,
        longestTarget,
        targetTokens,
        sourceTokens,
        marks.padId());
  }

  private static long[] padded(int places, int padId) {
    long[] ids = new long[places];
    Arrays.fill(ids, padId);
    return ids;
  }

  private static void copy(int[] from, long[] to, int start) {
    for (int i = 0; i < from.length; i++) {
      to[start + i] = from[i];
    }
  }
}
