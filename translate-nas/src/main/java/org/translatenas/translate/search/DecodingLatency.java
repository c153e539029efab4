package org.translatenas.translate.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param millis the median of three runs, for each architecture
 */
record DecodingLatency(
    int version,
    int sourcePieces,
    int targetPieces,
    List<List<Integer>> architectures,
    List<Double> millis) {
  private static final int VERSION = 1;
  private static final int PIECES = 24;
  private static final int RUNS = 3;
  private static final double RIDGE = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the folder's file says, or a new measurement, which is then written to it. */
  static DecodingLatency of(
      Path file, InheritedModel models, SupernetModel supernet, Marks marks, int count, long seed) {
    if (Files.exists(file)) {
      return read(file);
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
      throw UserException.data(file + ": is damaged; remove it, and the search begins anew");
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
    List<List<Integer>> architectures = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    try (Progress progress = Progress.onStandardError("timing", 0, count)) {
      for (int i = 0; i < count; i++) {
        List<Integer> choices = UniformSampler.choices(shape, random);
        architectures.add(choices);
        try (TranslationModel model = models.of(choices, supernet)) {
          millis.add(millis(model, marks, source));
        }
        progress.update(i + 1, "architectures");
      }
    }
    return new DecodingLatency(VERSION, PIECES, PIECES, architectures, millis);
  }

  /** The first run only warms up. */
  private static double millis(TranslationModel model, Marks marks, int[] source) {
    BeamSearch search = new BeamSearch(model, marks, DecodeConfig.greedyOfLength(PIECES));
    double[] times = new double[RUNS];
    for (int run = -1; run < RUNS; run++) {
      long begin = System.nanoTime();
      if (search.search(List.of(source), 1).isEmpty()) {
        throw new IllegalStateException("a sentence has a translation");
      }
      if (run >= 0) {
        times[run] = (System.nanoTime() - begin) / 1e6;
      }
    }
    return Median.of(times);
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
}
