package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.config.LengthPenaltyKind;

/** The rules by which hypotheses end and go on, with candidates made by hand. */
class BeamGroupTest {
  private static final int END = DecodeFixture.MARKS.eosId();
  private static final double NONE = Double.NEGATIVE_INFINITY;

  @Test
  void translationsThatBrokeOffEarlyDoNotEndTheSearch() {
    BeamGroup beam = beam(2, 5, 1);
    step(beam, new double[][] {{-0.1, 0, 5}, {-3, 0, END}, {-4, 0, 6}, {-5, 0, 7}});
    assertThat(beam.done()).isFalse();
    step(beam, new double[][] {{-0.2, 0, 6}, {-3.2, 0, END}, {-5, 1, 5}, {-6, 1, 6}});
    assertThat(beam.done()).isFalse();
    step(beam, new double[][] {{-0.3, 0, END}, {-4, 0, 8}, {-6, 1, 5}, {-7, 1, 6}});
    assertThat(beam.done()).isTrue();
    assertThat(beam.translations().get(0).ids()).containsExactly(5, 6);
  }

  @Test
  void aBeamOfOneEndsWithItsFirstEndMark() {
    BeamGroup beam = beam(1, 5, 1);
    step(beam, new double[][] {{-0.6, 0, END}, {-0.7, 0, 5}});
    assertThat(beam.done()).isTrue();
    assertThat(beam.translations().get(0).ids()).isEmpty();
  }

  @Test
  void anEndMarkBehindTheBeamIsPassedOver() {
    BeamGroup beam = beam(2, 5, 1);
    step(beam, new double[][] {{-1, 0, 5}, {-1.1, 0, 6}, {-1.2, 0, END}, {-1.3, 0, 7}});
    assertThat(beam.translations()).isEmpty();
    assertThat(beam.lastPiece(0)).isEqualTo(5);
    assertThat(beam.lastPiece(1)).isEqualTo(6);
  }

  @Test
  void placesWithoutAHypothesisHaveNoProbability() {
    BeamGroup beam = beam(2, 5, 2);
    assertThat(beam.logProbability(0)).isZero();
    assertThat(beam.logProbability(1)).isEqualTo(NONE);
    step(beam, new double[][] {{-1, 0, END}, {-2, 0, 5}, {NONE, 1, 0}, {NONE, 1, 1}});
    assertThat(beam.logProbability(0)).isEqualTo(-2);
    assertThat(beam.logProbability(1)).isEqualTo(NONE);
    assertThat(beam.done()).isFalse();
  }

  private static BeamGroup beam(int size, int maxLength, int wanted) {
    HypothesisScore scoring =
        new HypothesisScore(new LengthPenalty(LengthPenaltyKind.GNMT, 0.6), 0);
    return new BeamGroup(DecodeFixture.MARKS, scoring, size, maxLength, wanted);
  }

  /** Candidates as rows: log probability, place, piece. */
  private static void step(BeamGroup beam, double[][] candidates) {
    int count = candidates.length;
    double[] numbers = new double[3 * count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = candidates[i % count][i / count];
    }
    int[] ranked = IntStream.range(0, count).toArray();
    Scope.run(
        () -> {
          Candidates found =
              new Candidates(Torch.manager().create(numbers, new Shape(3, 1, count)));
          beam.advance(found, 0, ranked, place -> null);
        });
  }
}
