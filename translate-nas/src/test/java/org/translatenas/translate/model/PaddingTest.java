package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.reversible.Scope;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;

/** What a model makes of a sentence does not depend on the sentences beside it. */
class PaddingTest {
  private static final double TOLERANCE = 1e-10;
  private static final long[][] SOURCES = {
    {5, 9}, {14}, {7, 20, 11, 4, 9, 18, 22, 6, 5, 13, 16, 4}, {12, 8, 19, 10, 5}
  };
  private static final long[][] TARGETS = {
    {1, 8, 4, 21, 17, 6, 11}, {1}, {1, 9, 15}, {1, 4, 4, 18, 20}
  };

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CROSS_ATTENTION")
  void everyOperationOfTheEncoder(OperationKind kind) {
    for (NormPlacement norm : NormPlacement.values()) {
      check(RandomModels.multiSplit(kind, OperationKind.FFN, norm));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOperationOfTheDecoder(OperationKind kind) {
    check(RandomModels.multiSplit(OperationKind.SELF_ATTENTION, kind, NormPlacement.PRE));
  }

  @ParameterizedTest
  @EnumSource(names = "MULTI_SPLIT", mode = EnumSource.Mode.EXCLUDE)
  void everyFamily(ModelSpec.Family family) {
    for (NormPlacement norm : NormPlacement.values()) {
      check(RandomModels.family(family, norm));
    }
  }

  private static void check(ModelSpec spec) {
    try (TranslationModel model = RandomModels.create(spec)) {
      Scope.run(
          () -> {
            NDArray memory = RandomModels.memory(model, SOURCES);
            NDArray states = RandomModels.states(model, SOURCES, TARGETS);
            for (int i = 0; i < SOURCES.length; i++) {
              long[][] source = {SOURCES[i]};
              long[][] target = {TARGETS[i]};
              NDArray memoryAlone = RandomModels.memory(model, source);
              NDArray statesAlone = RandomModels.states(model, source, target);
              assertThat(RandomModels.difference(row(memory, i, source[0].length), memoryAlone))
                  .as("memory of sentence " + i)
                  .isLessThan(TOLERANCE);
              assertThat(RandomModels.difference(row(states, i, target[0].length), statesAlone))
                  .as("states of sentence " + i)
                  .isLessThan(TOLERANCE);
              assertThat(memoryAlone.abs().max().getDouble()).isGreaterThan(1e-3);
              assertThat(statesAlone.abs().max().getDouble()).isGreaterThan(1e-3);
            }
          });
    }
  }

  private static NDArray row(NDArray x, int sentence, int length) {
    return x.get(new NDIndex("{}:{}, 0:{}", sentence, sentence + 1, length));
  }
}
