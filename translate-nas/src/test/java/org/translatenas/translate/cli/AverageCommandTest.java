package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.reversible.Parameter;
import org.translatenas.training.files.TensorFiles;
import org.translatenas.training.run.Checkpoints;
import org.translatenas.training.schedule.EarlyStopping.Direction;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.ToyFolder;
import org.translatenas.translate.model.ToyModels;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.train.TrainingState;

class AverageCommandTest {
  private static final ModelSpec SPEC =
      ToyModels.transformer(NormPlacement.PRE, ToyFolder.VOCABULARY);

  @TempDir private Path run;

  /** Checkpoints at updates 1 to 4 with the weights of seeds 1 to 4; the best are 3, then 1. */
  @BeforeEach
  void writeRun() {
    Checkpoints checkpoints = new Checkpoints(run.resolve("checkpoints"), 4, 0, Direction.MIN);
    double[] losses = {2.5, 3, 2, 4};
    for (int update = 1; update <= 4; update++) {
      try (TranslationModel model = ToyModels.create(SPEC, DataType.FLOAT32, update)) {
        checkpoints.save(
            update,
            losses[update - 1],
            folder ->
                TensorFiles.write(
                    TrainingState.weights(folder, "weights"),
                    TensorFiles.named(model.parameters()),
                    Map.of()));
      }
    }
    ToyFolder.write(run.resolve("model"), SPEC, 9);
  }

  private String average(int expectedStatus, String... arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    Stream<String> all = Stream.concat(Stream.of("average", run.toString()), Stream.of(arguments));
    int status =
        TranslateNas.commandLine()
            .setOut(writer)
            .setErr(writer)
            .execute(all.toArray(String[]::new));
    assertThat(status).as(printed.toString()).isEqualTo(expectedStatus);
    return printed.toString();
  }

  private static void assertMeanOf(Path folder, int first, int second) {
    try (ModelFolder opened = ModelFolder.open(folder);
        TranslationModel one = ToyModels.create(SPEC, DataType.FLOAT32, first);
        TranslationModel other = ToyModels.create(SPEC, DataType.FLOAT32, second)) {
      for (Parameter parameter : opened.model().parameters().all()) {
        float[] mean = parameter.value().toFloatArray();
        float[] a = one.parameters().get(parameter.name()).value().toFloatArray();
        float[] b = other.parameters().get(parameter.name()).value().toFloatArray();
        for (int i = 0; i < mean.length; i++) {
          assertThat(mean[i]).isCloseTo((a[i] + b[i]) / 2, within(1e-6f));
        }
      }
    }
  }

  @Test
  void theLastOnes() throws IOException {
    Path output = run.resolve("averaged");
    assertThat(average(0, "--last", "2", "--output", output.toString())).contains("[4, 3]");
    assertMeanOf(output, 3, 4);
    assertThat(output.resolve("config.yaml"))
        .hasContent("# weights: the mean of the checkpoints at updates 4, 3\nseed: 1\n");
    assertThat(Files.readString(output.resolve("provenance.json")))
        .isEqualTo(Files.readString(run.resolve("model/provenance.json")));
  }

  @Test
  void theBestOnes() {
    Path output = run.resolve("model");
    assertThat(average(0, "--best", "2", "--output", output.toString())).contains("[3, 1]");
    assertMeanOf(output, 3, 1);
  }

  @Test
  void whatCannotBeAveragedIsExplained() throws IOException {
    String output = run.resolve("averaged").toString();
    assertThat(average(2, "--last", "5", "--output", output))
        .contains("has 4 checkpoints to average, not 5");
    assertThat(average(2, "--last", "1", "--best", "1", "--output", output))
        .contains("mutually exclusive");
    assertThat(average(2, "--output", output)).contains("--last");
    Path weights = run.resolve("checkpoints/ckpt-4/weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    assertThat(average(1, "--last", "2", "--output", output)).contains("ckpt-4 is damaged");
    assertThat(Path.of(output)).doesNotExist();
    Files.delete(run.resolve("model/model.json"));
    assertThat(average(2, "--best", "2", "--output", output)).contains("model.json");
  }
}
