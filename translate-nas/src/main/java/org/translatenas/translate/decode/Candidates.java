package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** The best continuations of every sentence at one step, best first, in Java's memory. */
final class Candidates {
  private final double[] numbers; // [3, B, C]
  private final int sentences;
  private final int each;

  /** From the result [3, B, C] of the kernel {@code beam_candidates}. */
  Candidates(NDArray result) {
    Shape shape = result.getShape();
    sentences = Math.toIntExact(shape.get(1));
    each = Math.toIntExact(shape.get(2));
    numbers = result.toDoubleArray();
  }

  /** C. */
  int size() {
    return each;
  }

  /** Of the whole hypothesis with the candidate's piece; −∞ where there is no candidate. */
  double logProbability(int sentence, int candidate) {
    return get(0, sentence, candidate);
  }

  /** Which of the sentence's hypotheses goes on, 0 .. k − 1. */
  int row(int sentence, int candidate) {
    return (int) get(1, sentence, candidate);
  }

  /** The piece that it goes on with. */
  int piece(int sentence, int candidate) {
    return (int) get(2, sentence, candidate);
  }

  private double get(int what, int sentence, int candidate) {
    return numbers[(what * sentences + sentence) * each + candidate];
  }
}
