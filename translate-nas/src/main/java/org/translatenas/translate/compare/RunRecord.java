package org.translatenas.translate.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.Topology;
import org.translatenas.translate.config.ModelConfig;

/**
 * What is known of one run, a row with one seed: {@code run.json} of its folder, version 1. A stage
 * whose part is null is still to come.
 *
 * @param version of this file's format
 * @param row name of the row
 * @param seed of search and training
 * @param settings of the row
 * @param failure what the last attempt at the next stage died of; null where it did not
 * @param search the first stage; null also of a row without one
 * @param training the second
 * @param score the third
 * @param decodeMillis the fourth: milliseconds for a sentence, batch 1, beam 5
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunRecord(
    int version,
    String row,
    long seed,
    List<String> settings,
    String failure,
    Search search,
    Training training,
    Score score,
    Double decodeMillis) {
  static final String NAME = "run.json";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The stages in their order. */
  enum Stage {
    SEARCH,
    TRAIN,
    TRANSLATE,
    LATENCY,
    DONE
  }

  /**
   * A search.
   *
   * @param updates of the weights
   * @param evaluations of gradients that such a search makes
   * @param seconds spent
   * @param peakBytes of the process
   * @param sharedLoss of what was found, on the validation set with the weights that it shared;
   *     null in records of versions that did not keep it
   * @param encoder the operations of each layer
   * @param decoder the operations of each layer
   */
  record Search(
      long updates,
      double evaluations,
      double seconds,
      long peakBytes,
      Double sharedLoss,
      List<List<String>> encoder,
      List<List<String>> decoder) {
    /** What was found, of a model as {@code model} has it. */
    Architecture architecture(ModelConfig model) {
      return new Architecture(
          topology(encoder), topology(decoder), model.pooling(), model.candidateNorm());
    }

    private static Topology topology(List<List<String>> layers) {
      return new Topology(
          layers.stream()
              .map(
                  layer ->
                      layer.stream().map(name -> OperationKind.named(name).orElseThrow()).toList())
              .toList());
    }
  }

  /**
   * A training.
   *
   * @param embeddingWidth e, with which the sizes are equal
   * @param parameters of the model
   * @param updates made
   * @param seconds spent, without validation
   * @param validLoss nats a token on the validation set, without smoothing, of the model that is
   *     kept
   */
  record Training(
      int embeddingWidth, long parameters, long updates, double seconds, double validLoss) {}

  /**
   * Greedy translations of the test set.
   *
   * @param bleu of all lines
   * @param bleuFirst of the first
   */
  record Score(double bleu, double bleuFirst) {}

  /** Of a run that has not begun. */
  static RunRecord fresh(ComparisonRow row, long seed) {
    return new RunRecord(VERSION, row.name(), seed, row.settings(), null, null, null, null, null);
  }

  /** What {@code folder} says of a run, which is of {@code row}. */
  static RunRecord read(Path folder, ComparisonRow row, long seed) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return fresh(row, seed);
    }
    try {
      RunRecord found = JSON.readValue(file.toFile(), RunRecord.class);
      if (found.version > VERSION) {
        throw UserException.data(file + ": is of a newer version; use a newer translate-nas");
      }
      if (!found.settings.equals(row.settings())) {
        throw UserException.usage(
            "%s: was begun with %s, not %s; give this row another name"
                .formatted(file, found.settings, row.settings()));
      }
      return found;
    } catch (JsonProcessingException e) {
      throw UserException.data(file + ": is damaged; remove it, and finished stages are read anew");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path folder) {
    AtomicFiles.write(folder.resolve(NAME), line() + "\n");
  }

  /** As one line of JSON. */
  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts are always JSON", e);
    }
  }

  /** What comes next. */
  @JsonIgnore
  Stage next(boolean searched) {
    if (searched && search == null) {
      return Stage.SEARCH;
    }
    if (training == null) {
      return Stage.TRAIN;
    }
    if (score == null) {
      return Stage.TRANSLATE;
    }
    return decodeMillis == null ? Stage.LATENCY : Stage.DONE;
  }

  RunRecord failed(String reason) {
    return new RunRecord(
        version, row, seed, settings, reason, search, training, score, decodeMillis);
  }

  RunRecord with(Search made) {
    return new RunRecord(version, row, seed, settings, null, made, training, score, decodeMillis);
  }

  RunRecord with(Training made) {
    return new RunRecord(version, row, seed, settings, null, search, made, score, decodeMillis);
  }

  RunRecord with(Score made) {
    return new RunRecord(version, row, seed, settings, null, search, training, made, decodeMillis);
  }

  /** A failure of the translation before it stays. */
  RunRecord withMillis(double made) {
    String before = score == null ? failure : null;
    return new RunRecord(version, row, seed, settings, before, search, training, score, made);
  }
}
