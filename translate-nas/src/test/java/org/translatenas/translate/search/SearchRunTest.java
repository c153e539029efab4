package org.translatenas.translate.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Supernet;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.training.UserException;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.gradient.Backpropagation;
import org.translatenas.translate.gradient.MultiSplitBackpropagation;
import org.translatenas.translate.gradient.ReconstructionMonitor;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.model.TranslationModel;

class SearchRunTest extends SearchRuns {
  @Test
  void aSearchThatHasDivergedSaysSo() {
    assertThatThrownBy(() -> search("run", "search.updates=20", "search.rate=1e30"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the loss is not finite at update ")
        .hasMessageContaining("lower search.rate");
    assertThat(folder.resolve("run/architecture.json")).doesNotExist();
  }

  /** The weights are well, but α would stay where it is. */
  @Test
  void aSearchWhoseArchitectureHasDivergedSaysSo() {
    assertThatThrownBy(() -> search("run", "search.updates=5", "search.parts.costWeight=1e300"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the gradient of the architecture is not finite at update ")
        .hasMessageContaining("let it begin later (search.architectureWarmupUpdates)");
    assertThat(folder.resolve("run/architecture.json")).doesNotExist();
  }

  /** What no batch takes is found out before hours of search, not after them. */
  @Test
  void aValidationPairThatIsTooLongIsRefusedAtTheBeginning() throws IOException {
    Files.writeString(folder.resolve("long"), "a b c d e f g h\n".repeat(3));
    prepare("long");
    assertThatThrownBy(() -> search("run", "search.maxTokensPerBatch=12"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("more than maxTokensPerBatch (12); raise it");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  /** The parts of the search space that only some methods have. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "search.parts.relaxation=clamp",
        "search.parts.costWeight=0.01",
        "search.parts.entropyWeight=0.1",
        "search.parts.discretiser=argmax-without-zero",
        "search.bleuWeight=1",
        "search.latencyWeight=0.1",
        "search.normaliseCandidates=true"
      })
  void searchesWithPartsOfItsOwn(String part) throws IOException {
    search(
        "run",
        part,
        "search.updates=4",
        "search.bleuEverySteps=1",
        "search.bleuLines=4",
        "search.latencyTargetMillis=0.001",
        "search.latencyArchitectures=3",
        "decode.maxLengthB=4");
    assertThat(rows("run")).hasSize(2).allSatisfy(row -> assertThat(row).contains("mixing"));
    assertThat(folder.resolve("run/architecture.json")).isNotEmptyFile();
    if (part.contains("latency")) {
      assertThat(folder.resolve("run/latency.json")).content().contains("\"millis\":[");
    }
  }

  /** Wrong combinations never begin. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search.parts.duplicatePenalty=0.2 | search.parts.duplicatePenalty must be 0",
        "search.parts.discretiser=paired-selectors | search.parts.discretiser must be argmax",
        "search.parts.hvp=double-backward | search.parts.hvp must be auto or finite-differences",
        "search.parts.sampler=rebar | search.parts.sampler must not be rebar",
        "search.weightShare=1 | search.weightShare must be below 1",
        "search.parts.schedule=joint | search.parts.objective must be training",
        "search.parts.regulariser=admm search.parts.regulariserWeight=-1 | search.parts.regulariserWeight must be at least 0",
        "search.parts.regulariser=admm search.parts.admmPeriod=0 | search.parts.admmPeriod must be at least 1",
        "search.parts.costWeight=-1 | search.parts.costWeight must be at least 0, not -1.0",
        "search.parts.architectureBeta2=1 | search.parts.architectureBeta2 must be at least 0 and below 1",
        "search.parts.schedule=informed search.parts.informedThreshold=0 | search.parts.informedThreshold must be above 0",
        "search.parts.softening=-1 | search.parts.softening must be at least 0",
        "search.latencyWeight=1 search.latencyTargetMillis=9 search.parts.relaxation=clamp | search.latencyWeight must be 0 with the clamped",
        "search.latencyWeight=1 | search.latencyTargetMillis must be above 0"
      })
  void refusesWhatCannotBeCombinedWithTheReason(String parts, String reason) {
    assertThatThrownBy(() -> search("run", parts.split(" ")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(reason);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  /** A loss is a few nats; 1 − BLEU/100 is nearly 1 of weights that have hardly learnt. */
  @ParameterizedTest
  @CsvSource({
    "search.bleuWeight=1e6, 900000, 1000100",
    "search.parts.costWeight=1e6, 1000, 1e9",
    "search.latencyWeight=1e6, 1000, 1e12",
    "search.bleuWeight=0, 1, 10"
  })
  void randomSearchScoresByCostLatencyAndBleuToo(String term, double least, double most)
      throws IOException {
    search(
        "run",
        "search.method=random",
        "search.updates=4",
        "search.drawBatches=1",
        term,
        "search.bleuLines=4",
        "search.latencyTargetMillis=0.001",
        "search.latencyArchitectures=3",
        "decode.maxLengthB=4");
    assertThat(Files.readAllLines(folder.resolve("run/draws.jsonl")))
        .hasSize(4)
        .allSatisfy(
            line ->
                assertThat(new ObjectMapper().readTree(line).get("score").asDouble())
                    .isBetween(least, most));
  }

  /** A penalty that nothing would read is no penalty. */
  @Test
  void randomSearchHasNoPenaltiesOfMixingWeights() {
    assertThatThrownBy(() -> search("run", "search.method=random", "search.parts.entropyWeight=1"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("search.parts.entropyWeight and parts.regulariser must be 0");
  }

  /** Its weights were trained with a normalisation that a model of one architecture has not. */
  @Test
  void normalisedCandidatesHaveNoBleu() {
    assertThatThrownBy(
            () -> search("run", "search.normaliseCandidates=true", "search.bleuWeight=1"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("search.normaliseCandidates must be false with bleuWeight");
  }

  /** A model of one architecture gives the loss that the supernet gives it. */
  @Test
  void aDerivedModelInheritsTheWeights() {
    SearchSpace space = new SearchSpace(2, 3, 1, Pooling.AVERAGE, NormPlacement.PRE);
    ModelSizes sizes = new ModelSizes(8, 24, 0, 2, 2, 2, 0, 0, 0);
    int vocabulary = corpus.tokenizer().vocabularySize();
    VocabularyLoss.Settings loss = new VocabularyLoss.Settings(0.1, corpus.marks().padId());
    Backpropagation way =
        new MultiSplitBackpropagation(StackSettings.REVERSIBLE, ReconstructionMonitor.OFF);
    List<Integer> choices = List.of(8, 3, 13, 9);
    try (SupernetModel supernet =
            SupernetModel.create(space, sizes, vocabulary, DataType.FLOAT32, 3);
        TranslationModel derived =
            new InheritedModel(space, sizes, vocabulary).of(choices, supernet)) {
      Batch batch = Batch.of(corpus.train(), new int[] {0, 1, 2}, corpus.marks());
      TranslationSupernet engine = new TranslationSupernet(space, supernet, way, way, loss);
      double shared =
          engine
              .evaluate(
                  batch,
                  Mixture.sparse(Mixtures.oneHot(Mixtures.shape(engine.nodes()), choices)),
                  Supernet.NO_NOISE,
                  Wants.NOTHING)
              .lossSum();
      double own = way.run(derived, batch, loss, Noise.NONE, Wants.NOTHING).smoothed();
      assertThat(own).isCloseTo(shared, withinPercentage(1e-4));
    }
  }

  @Test
  void doesNotGoOnWithOtherSettings() {
    search("run", "search.updates=2");
    assertThatThrownBy(() -> search("run", "search.updates=4", "search.rate=0.02"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("search.rate");
  }

  /** Their steps are smaller than bfloat16's spacing; auto keeps such a search in float32. */
  @Test
  void finiteDifferencesAreNotTakenInBfloat16() throws IOException {
    String unrolled = "search.parts.gradient=unrolled";
    assertThatThrownBy(
            () ->
                search(
                    "run", unrolled, "runtime.precision=bfloat16", "runtime.forcePrecision=true"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("rounds away the finite differences");
    assertThat(folder.resolve("run")).doesNotExist();
    search("run", unrolled, "runtime.precision=auto", "search.updates=1");
    assertThat(folder.resolve("run/config.yaml")).content().contains("precision: float32");
  }

  @Test
  void refusesWidthsThatDoNotDivide() {
    assertThatThrownBy(() -> search("run", "model.width=26"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("model.width 26 is not a multiple");
  }
}
