package org.translatenas.translate.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.bilevel.SearchSettings;
import org.translatenas.bilevel.discrete.Argmax;
import org.translatenas.bilevel.method.BilevelSearch;
import org.translatenas.bilevel.method.MethodBuilder;
import org.translatenas.bilevel.method.MethodName;
import org.translatenas.bilevel.method.SearchMethod;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.training.log.PeakMemory;
import org.translatenas.training.optimiser.Adam;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.schedule.ConstantSchedule;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.architecture.Topology;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.data.ParallelCorpus;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.model.Survivors;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.search.TranslationSupernet;

/**
 * Native memory has an owner: after a few steps that make what is made once, no step leaves a
 * tensor behind.
 */
class MemoryTest {
  private static final int VOCABULARY = 29;
  private static final VocabularyLoss.Settings LOSS = new VocabularyLoss.Settings(0.1, 3);
  private static final SearchSpace SPACE =
      new SearchSpace(2, 3, 1, Pooling.AVERAGE, NormPlacement.PRE);

  private static ModelSizes sizes() {
    return new ModelSizes(24, 24, 32, 2, 2, 2, 0.1, 0.1, 0.1);
  }

  private static ModelSpec spec(ModelSpec.Family family) {
    Architecture architecture =
        new Architecture(
            new Topology(
                List.of(
                    List.of(OperationKind.SELF_ATTENTION, OperationKind.CONV_3),
                    List.of(OperationKind.GLU, OperationKind.IDENTITY))),
            new Topology(
                List.of(
                    List.of(OperationKind.DYNAMIC_CONV_3, OperationKind.SELF_ATTENTION),
                    List.of(OperationKind.ZERO, OperationKind.CROSS_ATTENTION))),
            Pooling.MAX,
            NormPlacement.POST);
    boolean multiSplit = family == ModelSpec.Family.MULTI_SPLIT;
    return new ModelSpec(
        family, NormPlacement.PRE, multiSplit ? architecture : null, sizes(), VOCABULARY);
  }

  @ParameterizedTest
  @CsvSource({
    "TRANSFORMER, false",
    "EVOLVED_TRANSFORMER, false",
    "MULTI_SPLIT, false",
    "MULTI_SPLIT, true"
  })
  void trainingStepsLeaveNothingBehind(ModelSpec.Family family, boolean reversible) {
    Backpropagation way = reversible ? multiSplit(Mode.REVERSIBLE) : new StoredBackpropagation();
    Supplier<Batch> batches = batches();
    try (TranslationModel model = ModelFactory.create(spec(family), DataType.FLOAT32, 1);
        Adam adam = new Adam(model.parameters(), AdamSettings.TRANSFORMER)) {
      List<Integer> counts = new ArrayList<>();
      for (int step = 0; step < 6; step++) {
        way.run(model, batches.get(), LOSS, Noise.of(1, step), Wants.WEIGHTS);
        adam.step(1e-3, 1, 1);
        way.run(model, batches.get(), LOSS, Noise.NONE, Wants.NOTHING);
        counts.add(managed());
      }
      assertFlat(counts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void searchStepsLeaveNothingBehind(Mode mode) {
    assertFlat(searchSteps(6, mode, MethodName.DARTS, () -> {}));
  }

  @ParameterizedTest
  @EnumSource
  void searchStepsOfAnyMethodLeaveNothingBehind(MethodName name) {
    assertFlat(searchSteps(6, Mode.REVERSIBLE, name, () -> {}));
  }

  /** Resident memory too: what DJL does not count would show there. */
  @Tag("slow")
  @Test
  void aThousandSearchStepsLeaveNothingBehind() {
    List<Long> resident = new ArrayList<>();
    assertFlat(
        searchSteps(
            1000,
            Mode.REVERSIBLE,
            MethodName.DARTS,
            () -> resident.add(PeakMemory.residentBytes())));
    assertThat(resident.get(999)).isLessThan((long) (1.05 * resident.get(199)));
  }

  /** The number of live arrays after each step of a search. */
  private static List<Integer> searchSteps(
      int steps, Mode mode, MethodName name, Runnable afterEach) {
    List<Integer> counts = new ArrayList<>();
    try (SupernetModel model =
        SupernetModel.create(SPACE, sizes(), VOCABULARY, DataType.FLOAT32, 1)) {
      Backpropagation way = multiSplit(mode);
      SearchSettings settings =
          new SearchSettings(
              steps,
              AdamSettings.TRANSFORMER,
              new ConstantSchedule(1e-3),
              1,
              AdamSettings.TRANSFORMER,
              new ConstantSchedule(1e-2),
              5);
      Supplier<Batch> batches = batches();
      TranslationSupernet supernet = new TranslationSupernet(SPACE, model, way, way, LOSS);
      SearchMethod method =
          new MethodBuilder(name.parts())
              .build(0, Argmax.ofAll(supernet.nodes()), List.of(), List.of(), 1);
      new BilevelSearch(method, settings)
          .run(
              supernet,
              batches,
              batches,
              SearchCheckpoints.NONE,
              step -> {
                counts.add(managed());
                afterEach.run();
              });
    }
    return counts;
  }

  @ParameterizedTest
  @EnumSource
  void decodingLeavesNothingBehind(ModelSpec.Family family) {
    try (TranslationModel model = ModelFactory.create(spec(family), DataType.FLOAT32, 1)) {
      List<Integer> counts = new ArrayList<>();
      for (int sentence = 0; sentence < 4; sentence++) {
        Scope.run(() -> decode(model));
        counts.add(managed());
      }
      assertFlat(counts);
    }
  }

  private static void decode(TranslationModel model) {
    long[] ids = {5, 9, 7, 3, 11, 3, 3, 3};
    Context context = BatchTensors.context(ids, 2, 4, 3, DataType.FLOAT32);
    NDArray memory = model.encode(BatchTensors.ids(ids, 2, 4), context, Noise.NONE);
    try (DecoderCache cache = new DecoderCache(2, 2, false)) {
      for (int position = 0; position < 5; position++) {
        Scope.run(
            () -> {
              NDArray last = BatchTensors.ids(new long[] {1, 8, 4, 6}, 4, 1);
              model.step(last, context.withMemory(memory), cache);
              cache.reorder(Survivors.all(2), new int[] {1, 1, 2, 3});
            });
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClosedModelLeavesNothingBehind(ModelSpec.Family family) {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      try (TranslationModel model = ModelFactory.create(spec(family), DataType.FLOAT32, 1)) {
        new StoredBackpropagation().run(model, batches().get(), LOSS, Noise.NONE, Wants.WEIGHTS);
      }
      counts.add(managed());
    }
    assertFlat(counts);
  }

  @Test
  void aClosedSupernetLeavesNothingBehind() {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      try (SupernetModel model =
          SupernetModel.create(SPACE, sizes(), VOCABULARY, DataType.FLOAT32, 1)) {
        multiSplit(Mode.REVERSIBLE)
            .run(model.model(), batches().get(), LOSS, Noise.NONE, Wants.BOTH);
      }
      counts.add(managed());
    }
    assertFlat(counts);
  }

  private static Backpropagation multiSplit(Mode mode) {
    return new MultiSplitBackpropagation(StackSettings.of(mode), ReconstructionMonitor.OFF);
  }

  private static int managed() {
    return Torch.manager().getManagedArrays().size();
  }

  /** From the second on: the first makes what lives as long as the process. */
  private static void assertFlat(List<Integer> counts) {
    assertThat(counts.subList(1, counts.size())).containsOnly(counts.get(1));
  }

  /** Another length each time. */
  private static Supplier<Batch> batches() {
    SplittableRandom random = new SplittableRandom(6);
    return () -> {
      List<int[]> sources = new ArrayList<>();
      List<int[]> targets = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        sources.add(random.ints(1 + random.nextInt(7), 4, VOCABULARY).toArray());
        targets.add(random.ints(1 + random.nextInt(7), 4, VOCABULARY).toArray());
      }
      return Batch.of(ParallelCorpus.of(sources, targets), new int[] {0, 1, 2}, new Marks(3, 1, 2));
    };
  }
}
