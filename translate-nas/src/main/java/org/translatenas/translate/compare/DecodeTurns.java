package org.translatenas.translate.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.decode.BeamSearch;
import org.translatenas.translate.model.ModelFolder;

/**
 * How long models take to decode the same sentences one by one: sentence by sentence in turns, so
 * that all of them share what else the machine does, and of each sentence the fastest round, since
 * that only adds to a round.
 *
 * @param sources without end mark
 * @param config of the beam search
 * @param rounds timed, of all sentences each
 */
record DecodeTurns(List<int[]> sources, DecodeConfig config, int rounds) {
  /** Milliseconds for a sentence: the mean over sentences of their fastest rounds. */
  Map<Path, Double> millis(List<Path> models) {
    List<ModelFolder> open = new ArrayList<>();
    try {
      for (Path model : models) {
        open.add(ModelFolder.open(model));
      }
      double[][] fastest = new double[open.size()][sources.size()];
      for (double[] row : fastest) {
        Arrays.fill(row, Double.POSITIVE_INFINITY);
      }
      for (int round = -1; round < rounds; round++) { // the first warms up
        for (int sentence = 0; sentence < sources.size(); sentence++) {
          for (int i = 0; i < open.size(); i++) {
            double millis = millis(open.get(i), sources.get(sentence));
            if (round >= 0) {
              fastest[i][sentence] = Math.min(fastest[i][sentence], millis);
            }
          }
        }
      }
      Map<Path, Double> result = new LinkedHashMap<>();
      for (int i = 0; i < fastest.length; i++) {
        result.put(models.get(i), Arrays.stream(fastest[i]).average().orElse(Double.NaN));
      }
      return result;
    } finally {
      open.forEach(ModelFolder::close);
    }
  }

  private double millis(ModelFolder folder, int[] source) {
    BeamSearch search = new BeamSearch(folder.model(), folder.marks(), config);
    long begin = System.nanoTime();
    if (search.search(List.of(source), 1).size() != 1) {
      throw new IllegalStateException("a sentence has a translation");
    }
    return (System.nanoTime() - begin) / 1e6;
  }
}
