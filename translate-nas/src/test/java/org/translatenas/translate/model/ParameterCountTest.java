package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.reversible.Pooling;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.architecture.Topology;

/** Numbers of weights against formulas by hand. */
class ParameterCountTest {
  private static final OperationKind SELF = OperationKind.SELF_ATTENTION;
  private static final OperationKind CROSS = OperationKind.CROSS_ATTENTION;
  private static final OperationKind FFN = OperationKind.FFN;

  /**
   * 2 + 2 layers, 192/768, V = 8,000, without projections: table 1,536,000; an encoder layer
   * 444,864 (attention 148,224, feed-forward 295,872, two norms 768); a decoder layer 593,472; with
   * norms before the sublayers one norm of 384 on top of each side.
   */
  @ParameterizedTest
  @CsvSource({"POST, 8000, 3612672", "PRE, 8000, 3613440", "PRE, 8004, 3614208"})
  void transformer(NormPlacement norm, int vocabulary, long expected) {
    ModelSizes sizes = new ModelSizes(192, 192, 768, 4, 2, 2, 0.1, 0, 0);
    assertThat(count(ModelSpec.Family.TRANSFORMER, norm, sizes, vocabulary)).isEqualTo(expected);
  }

  /** Another e adds e·d + d for each side and d·e + e before the softmax. */
  @Test
  void factorisedTransformer() {
    long without =
        count(
            ModelSpec.Family.TRANSFORMER,
            NormPlacement.PRE,
            new ModelSizes(192, 192, 768, 4, 2, 2, 0.1, 0, 0),
            8000);
    long with =
        count(
            ModelSpec.Family.TRANSFORMER,
            NormPlacement.PRE,
            new ModelSizes(64, 192, 768, 4, 2, 2, 0.1, 0, 0),
            8000);
    assertThat(with - without).isEqualTo(-8000L * 128 + 2 * (64 * 192 + 192) + (192 * 64 + 64));
  }

  /** Cell by cell, d = 32: every convolution's width shows. */
  @Test
  void evolvedTransformer() {
    long d = 32;
    long attention = 4 * (d * d + d);
    long ffn = 8 * d * d + 5 * d;
    long norm = 2 * d;
    long encoder =
        (2 * d * d + 2 * d) // GLU
            + (4 * d * d + 4 * d) // dense
            + (3 * d * d / 2 + d / 2) // convolution 3
            + 8 * d // norm of 4d
            + separable(4 * d, d / 2, 9)
            + attention
            + ffn
            + 4 * norm;
    long decoder =
        2 * attention
            + separable(d, 2 * d, 11)
            + separable(d, d / 2, 7)
            + 4 * d // norm of 2d
            + separable(2 * d, d, 7)
            + 2 * attention
            + ffn
            + 5 * norm;
    ModelSizes sizes = new ModelSizes(32, 32, 0, 2, 2, 3, 0, 0, 0);
    assertThat(count(ModelSpec.Family.EVOLVED_TRANSFORMER, NormPlacement.PRE, sizes, 50))
        .isEqualTo(2 * encoder + 3 * decoder + 2 * norm + 50 * d);
  }

  private static long separable(long in, long out, long window) {
    return in * window + in + in * out + out;
  }

  /**
   * A layer of the supernet at width d with 8 heads, by operations of width c = d/n:
   *
   * <p>convolutions 26c² + 4c, dynamic ones 12c² + 4c + 8·36·c + 8c, self attention 4c² + 4c, cross
   * attention 2c² + 4c + 2dc, GLU 2c² + 2c, FFN 8c² + 5c, a norm of 2c each.
   */
  @ParameterizedTest
  @CsvSource({
    // d, encoder node (12.14 M at 960), decoder node (6.25 M), the fixed node (0.82 M)
    "960, 12142560, 6253760, 821120",
    "480, 3076080, 1590880, 205760",
    "240, 789240, 411440, 51680"
  })
  void supernetLayers(int d, long encoderNode, long decoderNode, long fixed) {
    long ce = d / 2;
    long cd = d / 3;
    assertThat(52 * ce * ce + (4 + 4 + 288 + 8 + 4 + 2 + 5 + 2 * 11) * ce).isEqualTo(encoderNode);
    assertThat(fixed).isEqualTo(2 * cd * cd + 2L * d * cd + 4 * cd + 2 * cd);
    assertThat(54 * cd * cd + (4 + 4 + 288 + 8 + 4 + 4 + 2 + 5 + 2 * 12) * cd + 2L * d * cd)
        .isEqualTo(decoderNode);
    assertThat(supernet(d, 2, 1) - supernet(d, 1, 1)).isEqualTo(2 * encoderNode);
    assertThat(supernet(d, 1, 2) - supernet(d, 1, 1)).isEqualTo(2 * decoderNode + fixed);
  }

  private static long supernet(int width, int encoderLayers, int decoderLayers) {
    SearchSpace space = new SearchSpace(2, 3, 1, Pooling.MAX, NormPlacement.POST);
    ModelSizes sizes = new ModelSizes(256, width, 0, 8, encoderLayers, decoderLayers, 0, 0, 0);
    return SupernetModel.parameterCount(space, sizes, 32_768);
  }

  /**
   * The reported best cell, six blocks of the encoder and five of the decoder, V = 32,768. Notes
   * from before the system say 64.7 and 220.0 million; they count one projection e → d (246,720 and
   * 935,712), the system has one for each side.
   */
  @ParameterizedTest
  @CsvSource({"256, 960, 64971584, 64.7", "512, 1824, 220942304, 220.0"})
  void bestCell(int embedding, int width, long expected, double millionsInNotes) {
    Architecture cell =
        new Architecture(
            new Topology(List.of(List.of(SELF, FFN), List.of(FFN, SELF))),
            new Topology(List.of(List.of(SELF, CROSS, CROSS), List.of(FFN, CROSS, CROSS))),
            Pooling.MAX,
            NormPlacement.POST);
    ModelSizes sizes = new ModelSizes(embedding, width, 0, 8, 12, 10, 0, 0, 0);
    long found =
        ModelFactory.parameterCount(
            new ModelSpec(ModelSpec.Family.MULTI_SPLIT, null, cell, sizes, 32_768));
    assertThat(found).isEqualTo(expected);
    long oneProjection = (long) embedding * width + width;
    assertThat(Math.round((found - oneProjection) / 1e5) / 10.0).isEqualTo(millionsInNotes);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCountedIsBuilt(OperationKind kind) {
    OperationKind encoder = kind == CROSS ? OperationKind.IDENTITY : kind;
    built(RandomModels.multiSplit(encoder, kind, NormPlacement.PRE));
  }

  @ParameterizedTest
  @EnumSource(names = "MULTI_SPLIT", mode = EnumSource.Mode.EXCLUDE)
  void whatIsCountedIsBuilt(ModelSpec.Family family) {
    for (NormPlacement norm : NormPlacement.values()) {
      built(RandomModels.family(family, norm));
    }
  }

  private static void built(ModelSpec spec) {
    try (TranslationModel model = ModelFactory.create(spec, DataType.FLOAT32, 1)) {
      assertThat(model.parameters().size()).isEqualTo(ModelFactory.parameterCount(spec));
      long listed =
          model.outerParameters().stream().mapToLong(p -> p.value().size()).sum()
              + model.encoder().parameters().stream().mapToLong(p -> p.value().size()).sum()
              + model.decoder().parameters().stream().mapToLong(p -> p.value().size()).sum();
      assertThat(listed)
          .as("every weight belongs to one part")
          .isEqualTo(model.parameters().size());
    }
  }

  @Test
  void theSupernetThatIsCountedIsBuilt() {
    SearchSpace space = new SearchSpace(2, 3, 1, Pooling.MAX, NormPlacement.PRE);
    try (SupernetModel model =
        SupernetModel.create(space, RandomModels.SIZES, 23, DataType.FLOAT32, 1)) {
      assertThat(model.model().parameters().size())
          .isEqualTo(SupernetModel.parameterCount(space, RandomModels.SIZES, 23));
      assertThat(model.mixingWeights().size()).isEqualTo(2 * 13 + 2 * 14);
    }
  }

  private static long count(
      ModelSpec.Family family, NormPlacement norm, ModelSizes sizes, int vocabulary) {
    return ModelFactory.parameterCount(new ModelSpec(family, norm, null, sizes, vocabulary));
  }
}
