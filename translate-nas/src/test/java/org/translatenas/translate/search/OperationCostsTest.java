package org.translatenas.translate.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.bilevel.objective.ResourceCosts;
import org.translatenas.reversible.Pooling;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.model.ModelSizes;

/** Sums worked out by hand, for c = 96, a memory of 288, four heads and 32 tokens. */
class OperationCostsTest {
  @ParameterizedTest
  @CsvSource({
    "CONV_5, 46080, 1474560, 52224", // 5 c²; ·32; + 2 c · 32
    "DYNAMIC_CONV_7, 30336, 992256, 53632", // 3 c² + 4 · 7 c; ·32 + 7 c · 32; + (7 c + 56) · 32
    "SELF_ATTENTION, 36864, 1376256, 69632", // 4 c²; ·32 + 2 · 32² c; + (8 c + 256) · 32
    "CROSS_ATTENTION, 73728, 2555904, 118784", // 2 c² + 2 c · 288; + (6 c + 576 + 256) · 32
    "GLU, 18432, 589824, 33792", // 2 c²; ·32; + 5 c · 32
    "FFN, 73728, 2359296, 104448", // 8 c²; ·32; + 10 c · 32
    "IDENTITY, 0, 0, 0",
    "ZERO, 0, 0, 0"
  })
  void whatAnOperationCosts(
      OperationKind kind, double parameters, double operations, double memory) {
    OperationCosts costs = new OperationCosts(96, 288, 4, 32);
    assertThat(costs.parameters(kind)).isEqualTo(parameters);
    assertThat(costs.operations(kind)).isEqualTo(operations);
    assertThat(costs.memory(kind)).isEqualTo(memory);
  }

  /** Two splits of 144 in the encoder, three of 96 in the decoder. */
  @Test
  void nodesHaveTheWidthOfTheirSplit() {
    SearchSpace space = new SearchSpace(2, 3, 1, Pooling.AVERAGE, NormPlacement.PRE);
    ModelSizes sizes = new ModelSizes(64, 288, 0, 4, 2, 2, 0, 0, 0);
    ResourceCosts costs = OperationCosts.of(space, sizes);
    int encoder = OperationKind.ENCODER.indexOf(OperationKind.FFN);
    int decoder = OperationKind.DECODER.indexOf(OperationKind.FFN);
    assertThat(costs.parameters().length)
        .isEqualTo(2 + 2); // the third split of the decoder is fixed
    assertThat(costs.parameters()[0][encoder]).isEqualTo(8 * 144 * 144);
    assertThat(costs.parameters()[3][decoder]).isEqualTo(8 * 96 * 96);
    assertThat(costs.memory()[3][decoder]).isEqualTo(104448);
    assertThat(costs.operations()[3][decoder]).isEqualTo(2359296);
  }
}
