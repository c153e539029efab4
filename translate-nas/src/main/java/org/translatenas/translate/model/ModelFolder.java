package org.translatenas.translate.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.translatenas.reversible.Precision;
import org.translatenas.tokenization.ModelFormatException;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.run.Provenance;
import org.translatenas.training.run.RunLock;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.data.Marks;

/**
 * A trained model with everything that translating with it needs, and nothing outside it:
 *
 * <pre>
 * model.json            what is built: {@link ModelSpecFile}
 * weights.safetensors   {@link WeightsFile}
 * tokenizer.model       SentencePiece
 * tokenizer.vocab       its pieces and scores as text, for people
 * architecture.json     of multi-split models, for {@code train --architecture}
 * config.yaml           the resolved configuration of the run, for people
 * provenance.json       {@link Provenance}
 * </pre>
 *
 * A model is built of the first three; {@code architecture.json} must not contradict {@code
 * model.json} where it is there. What cannot be used is a {@link UserException} of one line.
 */
public final class ModelFolder implements AutoCloseable {
  private static final String SPEC = "model.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String TOKENIZER = "tokenizer.model";
  private static final String VOCABULARY = "tokenizer.vocab";
  private static final String ARCHITECTURE = "architecture.json";
  private static final String CONFIG = "config.yaml";
  private static final String PROVENANCE = "provenance.json";
  private static final List<String> BESIDE = List.of(SPEC, TOKENIZER);
  private static final List<String> NAMES =
      List.of(SPEC, WEIGHTS, TOKENIZER, VOCABULARY, ARCHITECTURE, CONFIG, PROVENANCE);

  private final Path folder;
  private final ModelSpec spec;
  private final TranslationModel model;
  private final Tokenizer tokenizer;

  private ModelFolder(Path folder, ModelSpec spec, TranslationModel model, Tokenizer tokenizer) {
    this.folder = folder;
    this.spec = spec;
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /**
   * Writes a folder, wholly or not at all; an earlier model in its place is replaced.
   *
   * @param model of {@code spec}, float32
   * @param configYaml the run's resolved configuration
   */
  public static void write(
      Path folder,
      ModelSpec spec,
      TranslationModel model,
      SentencePieceModel tokenizer,
      String configYaml,
      Provenance provenance) {
    if (tokenizer.pieces().size() != spec.vocabulary()) {
      throw new IllegalArgumentException("the tokenizer has another vocabulary than the model");
    }
    requireReplaceable(folder);
    try (RunLock lock = RunLock.holdWriting(folder)) {
      AtomicFiles.writeFolder(
          folder,
          temporary -> {
            ModelSpecFile.write(temporary.resolve(SPEC), spec);
            tokenizer.write(temporary.resolve(TOKENIZER));
            WeightsFile.write(temporary.resolve(WEIGHTS), model.parameters(), BESIDE);
            tokenizer.writeVocabulary(temporary.resolve(VOCABULARY));
            if (spec.architecture() != null) {
              ArchitectureFile.write(temporary.resolve(ARCHITECTURE), spec.architecture(), null);
            }
            AtomicFiles.write(temporary.resolve(CONFIG), configYaml);
            provenance.write(temporary.resolve(PROVENANCE));
          });
    }
  }

  /** Loads a model; float32 throughout. */
  public static ModelFolder open(Path folder) {
    return open(folder, Precision.FLOAT32);
  }

  /** Loads a model, to translate with. */
  public static ModelFolder open(Path folder, Precision precision) {
    AtomicFiles.recoverFolder(folder);
    ModelSpec spec = ModelSpecFile.read(folder.resolve(SPEC));
    Path architecture = folder.resolve(ARCHITECTURE);
    if (Files.exists(architecture)
        && !ArchitectureFile.read(architecture).equals(spec.architecture())) {
      throw UserException.data(
          architecture
              + ": is not the architecture of model.json beside it; to build another, train it");
    }
    Tokenizer tokenizer = tokenizer(folder.resolve(TOKENIZER), spec);
    TranslationModel model = ModelFactory.zeros(spec, precision);
    boolean filled = false;
    try {
      WeightsFile.read(folder.resolve(WEIGHTS), model.parameters(), BESIDE);
      model.parameters().freeze();
      filled = true;
    } finally {
      if (!filled) {
        model.close();
      }
    }
    return new ModelFolder(folder, spec, model, tokenizer);
  }

  private static Tokenizer tokenizer(Path file, ModelSpec spec) {
    if (!Files.isRegularFile(file)) {
      throw UserException.data(file + ": there is no such file; copy the whole model folder again");
    }
    Tokenizer tokenizer;
    try {
      tokenizer = Tokenizer.load(file);
    } catch (ModelFormatException e) {
      throw UserException.data(e.getMessage());
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    }
    if (tokenizer.vocabularySize() != spec.vocabulary()) {
      throw UserException.data(
          "%s: has %d pieces, the model has %d; it belongs to another model, copy the folder again"
              .formatted(file, tokenizer.vocabularySize(), spec.vocabulary()));
    }
    if (Math.min(Math.min(tokenizer.padId(), tokenizer.bosId()), tokenizer.eosId()) < 0) {
      throw UserException.data(
          file + ": lacks a padding, begin or end symbol; copy the model folder again");
    }
    return tokenizer;
  }

  /** Refuses a place where {@link #write} would lose something, or cannot write. */
  public static void requireReplaceable(Path folder) {
    AtomicFiles.requireReplaceable(folder, "a model folder", NAMES);
  }

  /**
   * Writes the model with the weights that it has now as another folder, wholly or not at all.
   *
   * @param remark a line on where the weights come from; stands above the configuration
   */
  public void writeTo(Path output, String remark) {
    Path config = folder.resolve(CONFIG);
    String yaml;
    try {
      yaml = Files.readString(config);
    } catch (IOException e) {
      throw UserException.unreadable(config, e);
    }
    Provenance provenance = Provenance.read(folder.resolve(PROVENANCE));
    write(output, spec, model, tokenizer.model(), "# " + remark + "\n" + yaml, provenance);
  }

  /** What the model is. */
  public ModelSpec spec() {
    return spec;
  }

  /** The model with its weights; closed with the folder. */
  public TranslationModel model() {
    return model;
  }

  /** The tokenizer of both languages. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The ids that the tokenizer has for padding, begin and end. */
  public Marks marks() {
    return new Marks(tokenizer.padId(), tokenizer.bosId(), tokenizer.eosId());
  }

  @Override
  public void close() {
    model.close();
  }
}
