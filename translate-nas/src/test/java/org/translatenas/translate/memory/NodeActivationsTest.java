package org.translatenas.translate.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.model.ModelSizes;

class NodeActivationsTest {
  private static final BatchShape BATCH = new BatchShape(48, 32, 32);
  private static final int PLACES = 48 * 32;

  private static NodeActivations nodes(NormPlacement placement) {
    ModelSizes sizes = new ModelSizes(8, 240, 0, 4, 2, 2, 0.1, 0, 0);
    return new NodeActivations(sizes, placement, false, 120, BATCH);
  }

  /** Counted by PyTorch's saved-tensor hooks on the same chains of operators, without weights. */
  @ParameterizedTest
  @CsvSource({
    "CONV_3, 273",
    "CONV_11, 273",
    "DYNAMIC_CONV_3, 1025",
    "DYNAMIC_CONV_15, 1121",
    "SELF_ATTENTION, 880",
    "GLU, 512",
    "FFN, 1352",
    "IDENTITY, 120",
    "ZERO, 0"
  })
  void keepsWhatAutogradSaves(OperationKind kind, double perPlace) {
    double kept = nodes(NormPlacement.PRE).graph(List.of(kind)) / PLACES;
    // The hooks count the batch's mask, one number a place, that all candidates share.
    assertThat(kept).isCloseTo(perPlace, within(1.01));
  }

  @Test
  void keepsTheNormsInputInThePostForm() {
    double pre = nodes(NormPlacement.PRE).graph(List.of(OperationKind.CONV_3));
    double post = nodes(NormPlacement.POST).graph(List.of(OperationKind.CONV_3));
    assertThat((post - pre) / PLACES).isEqualTo(120);
  }
}
