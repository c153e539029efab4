package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.reversible.Scope;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;

/** A state of the decoder knows the target up to its own position, and no further. */
class CausalityTest {
  private static final long[][] SOURCE = {{5, 9, 14, 7}};
  private static final long[] TARGET = {1, 8, 4, 21, 17, 6, 11};

  @ParameterizedTest
  @EnumSource
  void everyOperationLooksBack(OperationKind kind) {
    for (NormPlacement norm : NormPlacement.values()) {
      check(RandomModels.multiSplit(OperationKind.FFN, kind, norm));
    }
  }

  @ParameterizedTest
  @EnumSource
  void transformersLookBack(NormPlacement norm) {
    check(RandomModels.family(ModelSpec.Family.TRANSFORMER, norm));
  }

  @ParameterizedTest
  @EnumSource(names = "EVOLVED_TRANSFORMER")
  void evolvedTransformersLookBack(ModelSpec.Family family) {
    check(RandomModels.family(family, NormPlacement.PRE));
  }

  private static void check(ModelSpec spec) {
    try (TranslationModel model = RandomModels.create(spec)) {
      Scope.run(
          () -> {
            NDArray states = RandomModels.states(model, SOURCE, new long[][] {TARGET});
            for (int t = 0; t < TARGET.length; t++) {
              long[] changed = TARGET.clone();
              changed[t] = 19;
              NDArray other = RandomModels.states(model, SOURCE, new long[][] {changed});
              if (t > 0) {
                String before = ":, 0:" + t;
                assertThat(RandomModels.difference(other.get(before), states.get(before)))
                    .as("before position " + t)
                    .isLessThan(1e-12);
              }
              String at = ":, " + t;
              assertThat(RandomModels.difference(other.get(at), states.get(at)))
                  .as("at position " + t)
                  .isGreaterThan(1e-3);
            }
          });
    }
  }

  /** The fixed cross attention makes each state of the decoder see the whole source. */
  @ParameterizedTest
  @EnumSource
  void everyStateSeesTheWholeSource(OperationKind kind) {
    try (TranslationModel model =
        RandomModels.create(RandomModels.multiSplit(OperationKind.FFN, kind, NormPlacement.PRE))) {
      Scope.run(
          () -> {
            NDArray states = RandomModels.states(model, SOURCE, new long[][] {TARGET});
            long[][] changed = {SOURCE[0].clone()};
            changed[0][3] = 20;
            NDArray other = RandomModels.states(model, changed, new long[][] {TARGET});
            for (int t = 0; t < TARGET.length; t++) {
              String at = ":, " + t;
              assertThat(RandomModels.difference(other.get(at), states.get(at))).isPositive();
            }
          });
    }
  }
}
