package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.translate.config.LengthPenaltyKind;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.ParallelCorpus;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.TranslationModel;

/** Beam search with products in bfloat16, for models of each family. */
class MixedPrecisionDecodingTest {
  private static final int VOCABULARY = 13;

  static List<ModelSpec> specs() {
    return DecodeFixture.specs(VOCABULARY);
  }

  /** The scores of a search are those of one pass over its translations, in either precision. */
  @ParameterizedTest
  @MethodSource("specs")
  void scoresAreThoseOfOnePass(ModelSpec spec) {
    List<int[]> sources = DecodeFixture.sources(new SplittableRandom(4), 5, 9, VOCABULARY);
    try (TranslationModel mixed = ModelFactory.create(spec, Precision.BFLOAT16, 7);
        TranslationModel single = ModelFactory.create(spec, Precision.FLOAT32, 7)) {
      List<Hypothesis> found =
          new BeamSearch(
                  mixed,
                  DecodeFixture.MARKS,
                  DecodeFixture.config(3, LengthPenaltyKind.GNMT, 0.6, 12))
              .best(sources);
      for (int i = 0; i < found.size(); i++) {
        double log = found.get(i).logProbability();
        assertThat(score(mixed, sources.get(i), found.get(i).ids()) / log).isBetween(0.98, 1.02);
        double exact = score(single, sources.get(i), found.get(i).ids());
        assertThat(exact / log).isBetween(0.95, 1.05).isNotEqualTo(1);
      }
    }
  }

  private static double score(TranslationModel model, int[] source, int[] target) {
    Batch batch =
        Batch.of(
            ParallelCorpus.of(List.of(new int[][] {source}), List.of(new int[][] {target})),
            new int[] {0},
            DecodeFixture.MARKS);
    double[] sum = new double[1];
    Scope.run(
        () -> {
          BatchTensors tensors = BatchTensors.of(batch, DataType.FLOAT32);
          NDArray memory = model.encode(tensors.source(), tensors.context(), Noise.NONE);
          NDArray states = // [1, T, e]
              model.decode(tensors.targetInput(), tensors.context().withMemory(memory), Noise.NONE);
          float[] rows =
              VocabularyLoss.of(
                      states.reshape(-1, states.getShape().get(2)),
                      model.table(),
                      tensors.targetOutput(),
                      new VocabularyLoss.Settings(0, DecodeFixture.MARKS.padId()))
                  .perRow()
                  .toFloatArray();
          sum[0] = -IntStream.range(0, rows.length).mapToDouble(k -> rows[k]).sum();
        });
    return sum[0];
  }
}
