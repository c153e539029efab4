package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loss and its closed-form gradient against autograd of log-softmax with label smoothing. */
class VocabularyLossTest {
  private static final int PAD = 3;
  private static final int VOCABULARY = 11;
  private static final int WIDTH = 6;

  private final Tensors random = new Tensors(17);

  /** 1,024 rows make a chunk of so small a vocabulary. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.1",
    "7, 0",
    "7, 0.1",
    "1023, 0.1",
    "1024, 0.1",
    "1025, 0.1",
    "2048, 0",
    "2500, 0.3"
  })
  void equalsAutogradOfTheDefinition(int rows, double smoothing) {
    Scope.run(
        () -> {
          NDArray states = random.normal(rows, WIDTH);
          Parameter embedding = embedding(0.25);
          NDArray targets = random.integers(VOCABULARY, rows);
          VocabularyLoss.Settings settings = new VocabularyLoss.Settings(smoothing, PAD);
          double scale = 1.7;
          VocabularyLoss found =
              VocabularyLoss.of(states, embedding, targets, settings, scale, true, true);

          NDArray x = Gradients.leaf(states);
          NDArray table = Gradients.leaf(embedding.value());
          NDArray[] expected = Torch.recording(() -> definition(x, table, targets, smoothing));
          NDArray one = Tensors.number(scale);
          NDArray[] gradients =
              Gradients.accumulate(
                  new NDList(expected[0]), new NDList(one), List.of(), new NDList(x, table));

          assertClose(found.smoothed(), expected[0].stopGradient().getDouble());
          assertClose(found.negativeLogLikelihood(), expected[1].stopGradient().getDouble());
          assertThat(Tensors.relative(found.perRow(), expected[2].stopGradient()))
              .isLessThan(1e-12);
          assertThat(Tensors.relative(found.states(), gradients[0])).isLessThan(1e-12);
          // The embedding's gradient is added to what its buffer held.
          assertThat(Tensors.relative(embedding.gradient(), gradients[1].add(0.25)))
              .isLessThan(1e-12);
        });
  }

  /** Smoothed sum, negative log-likelihood, and the latter per row. */
  private static NDArray[] definition(
      NDArray states, NDArray table, NDArray targets, double smoothing) {
    NDArray p = states.matMul(table.transpose()).logSoftmax(1);
    double[][] hot = new double[Math.toIntExact(targets.size())][VOCABULARY];
    double[] live = new double[hot.length];
    for (int i = 0; i < hot.length; i++) {
      int target = (int) targets.toLongArray()[i];
      hot[i][target] = 1;
      live[i] = target == PAD ? 0 : 1;
    }
    NDArray counts = Torch.manager().create(live);
    NDArray perRow = p.mul(Torch.manager().create(hot)).sum(new int[] {1}).mul(counts).neg();
    NDArray uniform = p.mean(new int[] {1}).mul(counts).neg();
    NDArray smooth =
        perRow.mul(Tensors.number(1 - smoothing)).add(uniform.mul(Tensors.number(smoothing))).sum();
    return new NDArray[] {smooth, perRow.sum(), perRow};
  }

  /** One row, two pieces, e = 1: logits (ln 3, 0), so p = (3/4, 1/4). */
  @Test
  void literals() {
    Scope.run(
        () -> {
          double l = Math.log(3);
          NDArray states = Torch.manager().create(new double[] {1}, new Shape(1, 1));
          NDArray table = Torch.manager().create(new double[] {l, 0}, new Shape(2, 1));
          Parameter embedding = new Parameter("t", table, table.zerosLike());
          NDArray target = Torch.manager().create(new long[] {1});
          VocabularyLoss loss =
              VocabularyLoss.of(
                  states, embedding, target, new VocabularyLoss.Settings(0.2, PAD), 2, true, true);
          assertClose(loss.negativeLogLikelihood(), Math.log(4));
          assertClose(loss.smoothed(), 0.9 * Math.log(4) + 0.1 * Math.log(4.0 / 3));
          // p − ((1 − ε) one-hot + ε/2) = (3/4 − 1/10, 1/4 − 9/10), times 2.
          assertClose(embedding.gradient().getDouble(0), 1.3);
          assertClose(embedding.gradient().getDouble(1), -1.3);
          assertClose(loss.states().getDouble(0), 1.3 * l);
        });
  }

  @Test
  void paddingRowsCountForNothing() {
    Scope.run(
        () -> {
          NDArray states = random.normal(5, WIDTH);
          NDArray targets = Torch.manager().create(new long[] {PAD, 1, PAD, 2, PAD});
          Parameter embedding = embedding(0);
          VocabularyLoss.Settings settings = new VocabularyLoss.Settings(0.1, PAD);
          VocabularyLoss all =
              VocabularyLoss.of(states, embedding, targets, settings, 1, true, true);
          assertThat(all.perRow().get("0").getDouble()).isZero();
          assertThat(all.perRow().get("1").getDouble()).isPositive();
          for (int row : new int[] {0, 2, 4}) {
            assertThat(all.states().get(row).abs().max().getDouble()).isZero();
          }
          assertThat(all.states().get(1).abs().max().getDouble()).isPositive();

          Parameter again = embedding(0);
          again.value().set(embedding.value().toDoubleArray());
          NDArray live = states.get("1:4:2");
          NDArray liveTargets = Torch.manager().create(new long[] {1, 2});
          VocabularyLoss alone =
              VocabularyLoss.of(live, again, liveTargets, settings, 1, true, true);
          assertClose(all.smoothed(), alone.smoothed());
          assertClose(all.negativeLogLikelihood(), alone.negativeLogLikelihood());
          assertThat(Tensors.relative(embedding.gradient(), again.gradient())).isLessThan(1e-12);
        });
  }

  @Test
  void nothingButPadding() {
    Scope.run(
        () -> {
          Parameter embedding = embedding(0);
          NDArray targets = Torch.manager().create(new long[] {PAD, PAD});
          VocabularyLoss loss =
              VocabularyLoss.of(
                  random.normal(2, WIDTH),
                  embedding,
                  targets,
                  new VocabularyLoss.Settings(0.1, PAD),
                  1,
                  true,
                  true);
          assertThat(loss.smoothed()).isZero();
          assertThat(loss.negativeLogLikelihood()).isZero();
          assertThat(loss.states().abs().max().getDouble()).isZero();
          assertThat(embedding.gradient().abs().max().getDouble()).isZero();
        });
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    Scope.run(
        () -> {
          for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
            NDArray states = Torch.manager().create(new double[] {1e3, -1e3}, new Shape(2, 1));
            NDArray table = Torch.manager().create(new double[] {50, -50, 0}, new Shape(3, 1));
            NDArray value = table.toType(type, true);
            Parameter embedding = new Parameter("t", value, value.zerosLike());
            NDArray targets = Torch.manager().create(new long[] {0, 0});
            VocabularyLoss loss =
                VocabularyLoss.of(
                    states.toType(type, true),
                    embedding,
                    targets,
                    new VocabularyLoss.Settings(0, PAD),
                    1,
                    true,
                    true);
            // Row 0 is certain of its target; row 1 of another: 5e4 − (−5e4).
            assertThat(Tensors.doubles(loss.perRow())).containsExactly(0, 1e5);
            assertThat(loss.smoothed()).isEqualTo(1e5);
            // p − one-hot of row 1 is (−1, 1, 0): −50 − 50 for the state, x = −1000 for the table.
            assertThat(Tensors.doubles(loss.states())).containsExactly(0, -100);
            assertThat(Tensors.doubles(embedding.gradient())).containsExactly(1e3, -1e3, 0);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void leavesOutWhatIsNotWanted(boolean wantStates, boolean wantEmbedding) {
    Scope.run(
        () -> {
          NDArray states = random.normal(4, WIDTH);
          double[] before = states.toDoubleArray();
          Parameter embedding = embedding(0.5);
          NDArray targets = Torch.manager().create(new long[] {0, 1, 2, 4});
          VocabularyLoss.Settings settings = new VocabularyLoss.Settings(0.1, PAD);
          VocabularyLoss alone = VocabularyLoss.of(states, embedding, targets, settings);
          VocabularyLoss loss =
              VocabularyLoss.of(states, embedding, targets, settings, 1, wantStates, wantEmbedding);
          assertThat(loss.smoothed()).isEqualTo(alone.smoothed());
          assertThat(loss.negativeLogLikelihood()).isEqualTo(alone.negativeLogLikelihood());
          assertThat(loss.states().size()).isEqualTo(wantStates ? states.size() : 0);
          boolean untouched =
              java.util.Arrays.stream(embedding.gradient().toDoubleArray()).allMatch(g -> g == 0.5);
          assertThat(untouched).isEqualTo(!wantEmbedding);
          assertThat(states.toDoubleArray()).containsExactly(before);
        });
  }

  /** The kernel records no graph, whatever its caller does, and gives the same bits. */
  @Test
  void theSameBitsWhenTheCallerRecords() {
    Scope.run(
        () -> {
          NDArray states = random.normal(400, WIDTH).toType(DataType.FLOAT32, true);
          NDArray value = random.normal(VOCABULARY, WIDTH).toType(DataType.FLOAT32, true);
          Parameter quiet = new Parameter("t", value, value.zerosLike());
          Parameter recorded = new Parameter("t", Gradients.leaf(value), value.zerosLike());
          NDArray targets = random.integers(VOCABULARY, 400);
          VocabularyLoss.Settings settings = new VocabularyLoss.Settings(0.1, PAD);
          VocabularyLoss one = VocabularyLoss.of(states, quiet, targets, settings, 1, true, true);
          VocabularyLoss two =
              Torch.recording(
                  () -> VocabularyLoss.of(states, recorded, targets, settings, 1, true, true));
          assertThat(two.smoothed()).isEqualTo(one.smoothed());
          assertThat(Tensors.doubles(two.states())).containsExactly(Tensors.doubles(one.states()));
          assertThat(Tensors.doubles(recorded.gradient()))
              .containsExactly(Tensors.doubles(quiet.gradient()));
        });
  }

  /** A table of standard-normal numbers; its gradient's buffer is filled with {@code before}. */
  private Parameter embedding(double before) {
    NDArray value = random.normal(VOCABULARY, WIDTH);
    return new Parameter("t", value, value.zerosLike().add(before));
  }

  private static void assertClose(double found, double expected) {
    assertThat(Math.abs(found - expected)).isLessThanOrEqualTo(1e-12 * Math.abs(expected));
  }
}
