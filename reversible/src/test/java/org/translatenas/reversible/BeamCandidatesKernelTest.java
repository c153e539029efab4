package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel beam_candidates against a sort of all continuations of each sentence. */
class BeamCandidatesKernelTest {
  private static final int SENTENCES = 3;
  private static final int WIDTH = 5;
  private static final int END = 2;
  private static final Set<Integer> BANNED = Set.of(0, 3);

  /** After the first row piece 4 may not follow. */
  private static final long[][] FORBIDDEN = {{0}, {4}};

  /** After row 1, or 0 where it is the only one, this piece stands there already. */
  private static final int SEEN = 1;

  private static final double PENALTY = 1.5;

  private static final int LOWERED = 4;
  private static final double LOWERED_BY = 0.7;

  private record Continuation(double logProbability, int hypothesis, int piece) {}

  @ParameterizedTest
  @CsvSource({
    // hypotheses, pieces, some must end
    "1, 12, false",
    "4, 12, false",
    "4, 12, true",
    "4, 40, true",
    "3, 5, false",
    // so many that most groups of them are not looked into
    "4, 2000, true"
  })
  void takesTheBestOfAll(int beam, int vocabulary, boolean someAreFull) {
    Scope.run(
        () -> {
          Tensors random = new Tensors(beam + vocabulary);
          NDArray states = random.normal((long) SENTENCES * beam, 1, WIDTH);
          NDArray table = random.normal(vocabulary, WIDTH);
          double[] scores = random.normal(SENTENCES, beam).toDoubleArray();
          // At first only one hypothesis of a sentence exists.
          for (int i = 1; i < beam; i++) {
            scores[i] = Double.NEGATIVE_INFINITY;
          }
          boolean[] full = new boolean[SENTENCES * beam];
          full[SENTENCES * beam - 1] = someAreFull;
          long last = (long) SENTENCES * beam - 1;
          NDArray logits = Kernel.named("vocabulary_logits").call(states, table);
          Kernel.named("penalise_repeated")
              .call(logits, pairs(1 % beam, SEEN), Tensors.number(PENALTY));
          NDArray norm = Kernel.named("log_sum_exp").call(logits);
          Kernel.named("mask_logits")
              .call(
                  logits,
                  Torch.manager().create(new long[] {0, 3}),
                  pairs(FORBIDDEN[0][0], FORBIDDEN[1][0]),
                  someAreFull ? pairs(last, END) : pairs(),
                  Torch.manager().create(new long[] {LOWERED}),
                  Tensors.number(LOWERED_BY));
          NDArray found =
              Kernel.named("beam_candidates")
                  .call(
                      logits,
                      norm,
                      Torch.manager().create(scores, new Shape(SENTENCES, beam)),
                      Tensors.number(2L * beam),
                      Tensors.number(2L * beam),
                      Torch.manager().create(new long[] {0, 3}));
          int each = Math.min(2 * beam, beam * vocabulary);
          assertThat(found.getShape()).isEqualTo(new Shape(3, SENTENCES, each));
          for (int sentence = 0; sentence < SENTENCES; sentence++) {
            List<Continuation> expected = sorted(states, table, scores, full, beam, sentence);
            for (int c = 0; c < each; c++) {
              double logProbability = found.getDouble(0, sentence, c);
              if (c >= expected.size()) {
                assertThat(logProbability).isEqualTo(Double.NEGATIVE_INFINITY);
                continue;
              }
              Continuation best = expected.get(c);
              assertThat(logProbability).isCloseTo(best.logProbability(), within(1e-12));
              assertThat((int) found.getDouble(1, sentence, c)).isEqualTo(best.hypothesis());
              assertThat((int) found.getDouble(2, sentence, c)).isEqualTo(best.piece());
            }
          }
        });
  }

  /** Rows and pieces, one pair or none, int64 [2, M]. */
  private static NDArray pairs(long... rowAndPiece) {
    return Torch.manager().create(rowAndPiece, new Shape(2, rowAndPiece.length / 2));
  }

  /** All continuations with a chance, best first. */
  private static List<Continuation> sorted(
      NDArray states, NDArray table, double[] scores, boolean[] full, int beam, int sentence) {
    double[] x = states.toDoubleArray();
    double[] e = table.toDoubleArray();
    int vocabulary = e.length / WIDTH;
    List<Continuation> all = new ArrayList<>();
    for (int hypothesis = 0; hypothesis < beam; hypothesis++) {
      int row = sentence * beam + hypothesis;
      double[] z = new double[vocabulary];
      double sum = 0;
      for (int piece = 0; piece < vocabulary; piece++) {
        for (int i = 0; i < WIDTH; i++) {
          z[piece] += x[row * WIDTH + i] * e[piece * WIDTH + i];
        }
        if (row == 1 % beam && piece == SEEN) {
          z[piece] = z[piece] > 0 ? z[piece] / PENALTY : z[piece] * PENALTY;
        }
        sum += Math.exp(z[piece]);
      }
      for (int piece = 0; piece < vocabulary; piece++) {
        boolean forbidden = row == FORBIDDEN[0][0] && piece == FORBIDDEN[1][0];
        boolean allowed = !forbidden && !BANNED.contains(piece) && (!full[row] || piece == END);
        double lowered = piece == LOWERED ? LOWERED_BY : 0;
        double logProbability = scores[row] + z[piece] - lowered - Math.log(sum);
        if (allowed && logProbability > Double.NEGATIVE_INFINITY) {
          all.add(new Continuation(logProbability, hypothesis, piece));
        }
      }
    }
    all.sort(Comparator.comparingDouble(Continuation::logProbability).reversed());
    return all;
  }

  /** Probabilities are those of the whole vocabulary: a ban moves none to the other pieces. */
  @Test
  void literals() {
    Scope.run(
        () -> {
          // Logits ln 1, ln 2, ln 3, ln 4 of one hypothesis with probability 1/2.
          double[] logits = {0, Math.log(2), Math.log(3), Math.log(4)};
          NDArray found =
              Kernel.named("beam_candidates")
                  .call(
                      Torch.manager().create(logits, new Shape(1, 4)),
                      Torch.manager().create(new Shape(0)),
                      Torch.manager().create(new double[] {Math.log(0.5)}, new Shape(1, 1)),
                      Tensors.number(2L),
                      Tensors.number(2L),
                      Torch.manager().create(new long[] {3}));
          assertThat(found.getDouble(0, 0, 0)).isCloseTo(Math.log(0.15), within(1e-15));
          assertThat(found.getDouble(0, 0, 1)).isCloseTo(Math.log(0.10), within(1e-15));
          assertThat(found.get("2, 0").toDoubleArray()).containsExactly(2, 1);
        });
  }
}
