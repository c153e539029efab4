package org.translatenas.translate.decode;

/**
 * A sentence to translate.
 *
 * @param source its pieces, without end mark
 * @param prefix pieces that its translations begin with
 * @param number among all sentences of a run; random numbers depend on it, not on the batch
 */
@SuppressWarnings("ArrayRecordComponent") // goes straight into a tensor
public record DecodeInput(int[] source, int[] prefix, long number) {
  /** A sentence whose translations may begin with anything. */
  public static DecodeInput of(int[] source, long number) {
    return new DecodeInput(source, new int[0], number);
  }
}
