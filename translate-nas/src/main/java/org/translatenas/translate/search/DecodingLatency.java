package org.translatenas.translate.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.translatenas.bilevel.objective.LatencySurrogate;
import org.translatenas.bilevel.sampling.UniformSampler;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.log.Progress;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.decode.BeamSearch;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.process.Median;

/**
 * How long drawn architectures take to decode one sentence greedily on this machine: {@code
 * latency.json}, version 1, of a search's folder. Measured once, before the search; a search that
 * goes on reads it, so that nothing is ever timed during one.
 *
 * @param version of this file's format
 * @param sourcePieces of the sentence
 * @param targetPieces decoded, whatever the model says
 * @param architectures the candidates' indices, a node each
 * @param millis the fastest of the runs of each architecture: whatever else the machine does only
 *     adds to a run
 */
record DecodingLatency(
    int version,
    int sourcePieces,
    int targetPieces,
    List<List<Integer>> architectures,
    List<Double> millis) {
  private static final int VERSION = 1;
  private static final int PIECES = 24;

  /**
   * Times that all architectures are gone through: one in which the machine is busy spoils none.
   */
  private static final int ROUNDS = 5;

  /** Below that a surrogate is rather noise than latency. */
  private static final double FORESEEN = 0.5;

  private static final double RIDGE = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What the folder's file says, or a new measurement, which is then written to it.
   *
   * @param begun whether the search goes on, with the times that it has gone by
   */
  static DecodingLatency of(
      Path file,
      boolean begun,
      InheritedModel models,
      SupernetModel supernet,
      Marks marks,
      int count,
      long seed) {
    if (Files.exists(file)) {
      return read(file);
    }
    if (begun) {
      throw UserException.data(
          file
              + ": is not there, and the search has gone by its times; restore it, or search anew"
              + " with another --output");
    }
    DecodingLatency measured = measure(models, supernet, marks, count, seed);
    try {
      AtomicFiles.write(file, JSON.writeValueAsString(measured) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    }
    return measured;
  }

  private static DecodingLatency read(Path file) {
    try {
      DecodingLatency found = JSON.readValue(file.toFile(), DecodingLatency.class);
      if (found.version > VERSION) {
        throw UserException.data(file + ": is of a newer version; use a newer translate-nas");
      }
      return found;
    } catch (JsonProcessingException e) {
      throw UserException.data(
          file + ": is damaged; restore it, or search anew with another --output");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DecodingLatency measure(
      InheritedModel models, SupernetModel supernet, Marks marks, int count, long seed) {
    double[][] shape =
        candidates(models.space()).stream().map(double[]::new).toArray(double[][]::new);
    SplittableRandom random = new SplittableRandom(seed);
    int[] source = random.ints(PIECES, 0, models.vocabulary()).toArray();
    List<List<Integer>> architectures = UniformSampler.choices(shape, random, count);
    double[] fastest = new double[count];
    Arrays.fill(fastest, Double.POSITIVE_INFINITY);
    try (Progress progress = Progress.onStandardError("timing", 0, (long) ROUNDS * count)) {
      for (int i = 0; i < ROUNDS * count; i++) {
        try (TranslationModel model = models.of(architectures.get(i % count), supernet)) {
          fastest[i % count] = Math.min(fastest[i % count], millis(model, marks, source));
        }
        progress.update(i + 1, "architectures");
      }
    }
    return new DecodingLatency(
        VERSION, PIECES, PIECES, architectures, Arrays.stream(fastest).boxed().toList());
  }

  /** Of the second run; the first only warms up. */
  private static double millis(TranslationModel model, Marks marks, int[] source) {
    BeamSearch search = new BeamSearch(model, marks, DecodeConfig.greedyOfLength(PIECES));
    decode(search, source);
    long begin = System.nanoTime();
    decode(search, source);
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void decode(BeamSearch search, int[] source) {
    if (search.search(List.of(source), 1).isEmpty()) {
      throw new IllegalStateException("a sentence has a translation");
    }
  }

  private static List<Integer> candidates(SearchSpace space) {
    return space.nodes().stream().map(node -> node.kinds().size()).toList();
  }

  /** Latency in milliseconds as a linear function of mixing weights. */
  LatencySurrogate surrogate(SearchSpace space) {
    List<Integer> candidates = candidates(space);
    boolean fits =
        architectures.size() == millis.size()
            && architectures.stream()
                .allMatch(
                    choices ->
                        choices.size() == candidates.size()
                            && IntStream.range(0, choices.size())
                                .allMatch(i -> choices.get(i) < candidates.get(i)));
    if (!fits) {
      throw UserException.data("latency.json is of another search space; take another --output");
    }
    return LatencySurrogate.fit(candidates, architectures, millis, RIDGE);
  }

  /** What was measured, and what the surrogate is worth; a warning where that is little. */
  String summary(SearchSpace space) {
    double foreseen = LatencySurrogate.foreseen(candidates(space), architectures, millis, RIDGE);
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    String text =
        "a sentence takes %.1f to %.1f ms to decode, median %.1f; a linear model foresees %.0f %% of"
            + " the differences";
    String warning =
        "; warning: that is little, so the constraint follows noise: search where nothing else runs,"
            + " or with more search.latencyArchitectures";
    return text.formatted(
            sorted[0], sorted[sorted.length - 1], Median.of(sorted), 100 * Math.max(0, foreseen))
        + (foreseen < FORESEEN ? warning : "");
  }
}
