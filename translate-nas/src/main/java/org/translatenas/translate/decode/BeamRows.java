package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.model.BatchTensors;

/** The rows of one step: the places of one sentence after those of the other. */
final class BeamRows {
  private final List<SentenceBeam> sentences;
  private final int width;

  /** Rows of sentences that have taken equally many steps. */
  BeamRows(List<SentenceBeam> sentences) {
    this.sentences = sentences;
    this.width = sentences.get(0).width();
  }

  /** N. */
  int count() {
    return sentences.size() * width;
  }

  private SentenceBeam sentence(int row) {
    return sentences.get(row / width);
  }

  /** Whether any sentence has but one piece that may come next. */
  boolean anyForced() {
    return sentences.stream().anyMatch(sentence -> sentence.only() >= 0);
  }

  /** The last piece of each hypothesis. */
  long[] lastPieces() {
    return IntStream.range(0, count())
        .mapToLong(row -> sentence(row).lastPiece(row % width))
        .toArray();
  }

  /** Log probabilities of the hypotheses by group, [B·G, w]; −∞ where there is none. */
  NDArray logProbabilities() {
    double[] numbers =
        IntStream.range(0, count())
            .mapToDouble(row -> sentence(row).logProbability(row % width))
            .toArray();
    int groupWidth = sentences.get(0).groupWidth();
    return Torch.manager().create(numbers, new Shape(count() / groupWidth, groupWidth));
  }

  /** A random number of each sentence, [N]; for sentences with one place. */
  NDArray draws() {
    return Torch.manager().create(sentences.stream().mapToDouble(SentenceBeam::draw).toArray());
  }

  /** Rows and pieces that {@code pieces} gives for their hypotheses, int64 [2, M]. */
  NDArray pairs(BiFunction<SentenceBeam, Prefix, IntStream> pieces) {
    List<long[]> pairs = new ArrayList<>();
    for (int row = 0; row < count(); row++) {
      Prefix prefix = sentence(row).prefix(row % width);
      if (prefix != null) {
        long at = row;
        pieces.apply(sentence(row), prefix).forEach(piece -> pairs.add(new long[] {at, piece}));
      }
    }
    long[] flat = new long[2 * pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      flat[i] = pairs.get(i)[0];
      flat[pairs.size() + i] = pairs.get(i)[1];
    }
    return BatchTensors.ids(flat, 2, pairs.size());
  }

  /**
   * The row, before the last step, of what each hypothesis continues.
   *
   * @param firstBefore the first row that each sentence then had
   */
  int[] rowsBefore(IntUnaryOperator firstBefore) {
    return IntStream.range(0, count())
        .map(row -> firstBefore.applyAsInt(row / width) + sentence(row).row(row % width))
        .toArray();
  }
}
