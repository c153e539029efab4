package org.translatenas.translate.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.decode.BeamSearch;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.process.Median;

/**
 * How long models take to decode the same sentences one by one: in turns, so that all of them share
 * what else the machine does.
 *
 * @param sources without end mark
 * @param config of the beam search
 * @param rounds timed, of all sentences each
 */
record DecodeTurns(List<int[]> sources, DecodeConfig config, int rounds) {
  /** Milliseconds for a sentence: the median over rounds of their means. */
  Map<Path, Double> millis(List<Path> models) {
    List<ModelFolder> open = new ArrayList<>();
    try {
      for (Path model : models) {
        open.add(ModelFolder.open(model));
      }
      double[][] millis = new double[models.size()][rounds];
      for (int round = -1; round < rounds; round++) { // the first warms up
        for (int i = 0; i < open.size(); i++) {
          double mean = mean(open.get(i));
          if (round >= 0) {
            millis[i][round] = mean;
          }
        }
      }
      Map<Path, Double> result = new LinkedHashMap<>();
      for (int i = 0; i < millis.length; i++) {
        result.put(models.get(i), Median.of(millis[i]));
      }
      return result;
    } finally {
      open.forEach(ModelFolder::close);
    }
  }

  private double mean(ModelFolder folder) {
    BeamSearch search = new BeamSearch(folder.model(), folder.marks(), config);
    long begin = System.nanoTime();
    for (int[] source : sources) {
      if (search.search(List.of(source), 1).size() != 1) {
        throw new IllegalStateException("a sentence has a translation");
      }
    }
    return (System.nanoTime() - begin) / 1e6 / sources.size();
  }
}
