package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Torch;
import org.translatenas.training.UserException;
import org.translatenas.training.files.SafeTensors;
import org.translatenas.training.files.TensorFiles;
import org.translatenas.training.run.Provenance;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.data.ToyModel;

class ModelFolderTest {
  private static final ModelSpec MULTI_SPLIT =
      ToyModels.multiSplit(NormPlacement.POST, Pooling.MAX, ToyFolder.VOCABULARY);
  private static final ModelSpec TRANSFORMER =
      ToyModels.transformer(NormPlacement.PRE, ToyFolder.VOCABULARY);

  @TempDir Path temporary;

  @Test
  void givesBackWhatWasWritten() throws IOException {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, MULTI_SPLIT, 4);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "model.json",
              "weights.safetensors",
              "tokenizer.model",
              "tokenizer.vocab",
              "architecture.json",
              "config.yaml",
              "provenance.json");
    }
    try (ModelFolder opened = ModelFolder.open(folder);
        TranslationModel expected = ToyModels.create(MULTI_SPLIT, DataType.FLOAT32, 4)) {
      assertThat(opened.spec()).isEqualTo(MULTI_SPLIT);
      assertThat(opened.marks()).isEqualTo(new Marks(3, 1, 2));
      assertThat(opened.tokenizer().model()).isEqualTo(ToyModel.make());
      for (Parameter parameter : expected.parameters().all()) {
        assertThat(opened.model().parameters().get(parameter.name()).value().toFloatArray())
            .containsExactly(parameter.value().toFloatArray());
      }
    }
    assertThat(ArchitectureFile.read(folder.resolve("architecture.json")))
        .isEqualTo(MULTI_SPLIT.architecture());
    assertThat(folder.resolve("config.yaml")).hasContent("seed: 1\n");
    assertThat(Provenance.read(folder.resolve("provenance.json")).threads()).isEqualTo(1);
  }

  @Test
  void onlyModelsAreReplaced() throws IOException {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, MULTI_SPLIT, 4);
    ToyFolder.write(folder, TRANSFORMER, 4);
    assertThat(folder.resolve("architecture.json")).doesNotExist();
    Path other = Files.createDirectory(temporary.resolve("other"));
    Files.writeString(other.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> ToyFolder.write(other, TRANSFORMER, 4))
        .isInstanceOf(UserException.class)
        .hasMessage(other + ": exists and is not a model folder; choose another --output");
    assertThat(other.resolve("thesis.txt")).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "model.json, 2, there is no such file; --model names a folder that train has written",
    "weights.safetensors, 1, there is no such file; check the path",
    "tokenizer.model, 1, there is no such file; copy the whole model folder again",
  })
  void aMissingFileIsNamed(String name, int exitCode, String message) throws IOException {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, TRANSFORMER, 4);
    Files.delete(folder.resolve(name));
    refused(folder, exitCode, folder.resolve(name) + ": " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.json", "weights.safetensors", "tokenizer.model"})
  void aTruncatedFileIsNamed(String name) throws IOException {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, TRANSFORMER, 4);
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 3, whole.length / 2, whole.length - 3}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(folder, 1, file + ": ");
    }
  }

  @Test
  void aChangedBitOfTheWeightsIsNoticed() throws IOException {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, TRANSFORMER, 4);
    Path file = folder.resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    refused(folder, 1, file + ": is damaged, its numbers have another SHA-256");
  }

  /** What still makes a model, but not the one that was trained. */
  @Test
  void aChangedFileBesideTheWeightsIsNoticed() throws IOException {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, TRANSFORMER, 4);
    Path tokenizer = folder.resolve("tokenizer.model");
    byte[] bytes = Files.readAllBytes(tokenizer);
    ToyModel.makeBackwards().write(tokenizer);
    refused(folder, 1, tokenizer + ": is damaged, or not the one that the weights beside it were");
    Files.write(tokenizer, bytes);
    Path spec = folder.resolve("model.json");
    Files.writeString(spec, Files.readString(spec).replace("\"heads\" : 2", "\"heads\" : 4"));
    refused(folder, 1, spec + ": is damaged, or not the one that the weights beside it were");
  }

  @ParameterizedTest
  @CsvSource({
    "\"heads\" : 2, \"heads\" : 0",
    "\"heads\" : 2, \"heads\" : 3",
    "\"heads\" : 2, \"heads\" : \"two\"",
    "\"width\" : 8, \"wide\" : 8",
    "\"sizes\", \"size\"",
    "\"TRANSFORMER\", \"RNN\"",
    "\"version\" : 1, \"version\" : 2",
    "translate-nas model, another model",
  })
  void aChangedSpecificationIsRefused(String from, String to) throws IOException {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, TRANSFORMER, 4);
    Path file = folder.resolve("model.json");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
    refused(folder, 1, file + ": ");
  }

  @Test
  void partsOfOtherModelsAreRefused() throws IOException {
    Path folder = temporary.resolve("model");
    Path other = temporary.resolve("other");
    ToyFolder.write(folder, TRANSFORMER, 4);
    ModelSpec wider =
        new ModelSpec(
            ModelSpec.Family.TRANSFORMER,
            NormPlacement.PRE,
            null,
            new ModelSizes(6, 8, 16, 2, 2, 2, 0.1, 0, 0),
            ToyFolder.VOCABULARY);
    ToyFolder.write(other, wider, 4);
    Path weights = folder.resolve("weights.safetensors");
    Files.write(weights, Files.readAllBytes(other.resolve("weights.safetensors")));
    refused(folder, 1, weights + ": encoder.0.ffn.in.weight has shape [16, 8], this model's has");
    ToyFolder.write(other, MULTI_SPLIT, 4);
    Files.write(weights, Files.readAllBytes(other.resolve("weights.safetensors")));
    refused(folder, 1, weights + ": holds other tensors than this model has");
    try (TranslationModel model = ToyModels.create(TRANSFORMER, DataType.FLOAT64, 4)) {
      TensorFiles.write(weights, TensorFiles.named(model.parameters()), Map.of());
    }
    refused(folder, 1, weights + ": embedding.table is F64, a model has F32");
  }

  @Test
  void aTokenizerOrArchitectureOfAnotherModelIsRefused() throws IOException {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, MULTI_SPLIT, 4);
    Path architecture = folder.resolve("architecture.json");
    ModelSpec other =
        ToyModels.multiSplit(OperationKind.GLU, NormPlacement.POST, ToyFolder.VOCABULARY);
    ArchitectureFile.write(architecture, other.architecture(), null);
    refused(folder, 1, architecture + ": is not the architecture of model.json beside it");
    Files.delete(architecture);
    ModelFolder.open(folder).close();
    Path spec = folder.resolve("model.json");
    Files.writeString(
        spec, Files.readString(spec).replace("\"vocabulary\" : 31", "\"vocabulary\" : 32"));
    refused(folder, 1, folder.resolve("tokenizer.model") + ": has 31 pieces, the model has 32");
  }

  @Test
  void numbersWithoutAChecksumAreRead() {
    Path folder = temporary.resolve("model");
    ToyFolder.write(folder, TRANSFORMER, 4);
    Path weights = folder.resolve("weights.safetensors");
    SafeTensors.write(weights, SafeTensors.read(weights).tensors(), Map.of());
    ModelFolder.open(folder).close();
  }

  private static void refused(Path folder, int exitCode, String beginning) {
    int before = count();
    assertThatThrownBy(() -> ModelFolder.open(folder))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(exitCode))
        .message()
        .startsWith(beginning)
        .doesNotContain("\n")
        .contains("; ");
    assertThat(count()).isEqualTo(before);
  }

  private static int count() {
    return Torch.manager().getManagedArrays().size();
  }
}
