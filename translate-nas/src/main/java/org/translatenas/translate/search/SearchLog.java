package org.translatenas.translate.search;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.translatenas.bilevel.Collapse;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.SearchListener;
import org.translatenas.bilevel.SearchStep;
import org.translatenas.reversible.Torch;
import org.translatenas.training.UserException;
import org.translatenas.training.log.MetricsLog;
import org.translatenas.training.log.PeakMemory;
import org.translatenas.training.log.Progress;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.architecture.SearchSpace.SearchedNode;
import org.translatenas.translate.config.SearchConfig;
import org.translatenas.translate.data.BatchWaits;
import org.translatenas.translate.gradient.ReconstructionMonitor;
import org.translatenas.translate.train.Divergence;

/**
 * {@code search.jsonl}: every so many updates, and for the last, a line with losses, A, entropy,
 * the current architecture, speed, memory; and one when drawn architectures have been scored.
 */
final class SearchLog implements SearchListener, AutoCloseable {
  private static final Set<String> WEIGHTLESS =
      Set.of(OperationKind.ZERO.text(), OperationKind.IDENTITY.text());

  private final MetricsLog log;
  private final SearchSpace space;
  private final SearchConfig search;
  private final double spent;
  private final ReconstructionMonitor monitor;
  private final BatchWaits waits;
  private Progress progress;
  private long update;
  private boolean timeIsUp;
  private final long begin = System.nanoTime();
  private long windowBegin = begin;
  private double weightLoss;
  private long weightCount;
  private double architectureLoss;
  private long architectureCount;
  private double architectureGradientNorm;

  /** The log of a search that begins or goes on at {@code start}. */
  SearchLog(
      Path file,
      SearchSpace space,
      SearchConfig search,
      SearchProgress start,
      ReconstructionMonitor monitor,
      BatchWaits waits) {
    this.log = MetricsLog.resume(file, "update", start.update());
    this.space = space;
    this.search = search;
    this.spent = start.seconds();
    this.monitor = monitor;
    this.waits = waits;
    update = start.update();
    timeIsUp = timeIsUp();
    progress = Progress.onStandardError("searching", update, search.updates());
  }

  /** Seconds of the whole search so far. */
  double seconds() {
    return spent + (System.nanoTime() - begin) / 1e9;
  }

  private boolean timeIsUp() {
    return search.maxSeconds() > 0 && seconds() >= search.maxSeconds();
  }

  @Override
  public boolean goesOn() {
    return !timeIsUp;
  }

  /** Takes a step. The last has a row of its own, so that all are in one and can be kept. */
  @Override
  public void updated(SearchStep step) {
    update = step.update();
    Divergence.requireFinite(
        "search", step.update(), step.weightLoss().meanLoss(), step.gradientNorm());
    requireFinite(step.update(), step.architectureGradientNorm());
    timeIsUp = timeIsUp();
    architectureGradientNorm = // the largest of the window
        Math.max(architectureGradientNorm, step.architectureGradientNorm());
    weightLoss += step.weightLoss().lossSum();
    weightCount += step.weightLoss().count();
    if (step.architectureLoss() != null) {
      architectureLoss += step.architectureLoss().lossSum();
      architectureCount += step.architectureLoss().count();
    }
    progress.update(
        step.update(),
        String.format(
            Locale.ROOT,
            "loss %.3f, entropy %.3f",
            weightLoss / weightCount,
            Mixtures.entropy(step.mixing())));
    if (update % search.logEveryUpdates() == 0 || update == search.updates() || timeIsUp) {
      write(step);
    }
    Torch.profile().step();
  }

  /** An optimiser makes no step of such a gradient: α would stay where it is without a word. */
  private static void requireFinite(long update, double architectureGradientNorm) {
    if (!Double.isFinite(architectureGradientNorm)) {
      throw UserException.data(
          "the gradient of the architecture is not finite at update %d (norm %s), and the same"
                  .formatted(update, architectureGradientNorm)
              + " command would come to the same again; lower search.rate or the architecture's, or"
              + " let it begin later (search.architectureWarmupUpdates), with another --output");
    }
  }

  /** A row when all have been scored, since that takes a part of the search's time. */
  @Override
  public void scored(long done, long count) {
    if (done == 1) {
      progress.close();
      progress = Progress.onStandardError("scoring architectures", 0, count);
    }
    progress.update(done, "");
    if (done == count) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("scored", count); // of no update, so that it is cut when the end comes again
      putCosts(row);
      log.write(row);
    }
  }

  private void putCosts(Map<String, Object> row) {
    row.put("seconds", seconds());
    row.put("peakMemoryBytes", PeakMemory.peakBytes());
  }

  private void write(SearchStep step) {
    long now = System.nanoTime();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("update", step.update());
    row.put("weightLoss", weightLoss / weightCount);
    if (architectureCount > 0) {
      row.put("architectureLoss", architectureLoss / architectureCount);
    }
    row.put("gradientNorm", step.gradientNorm());
    if (architectureGradientNorm > 0) {
      row.put("architectureGradientNorm", architectureGradientNorm);
    }
    double reconstruction = monitor.takeWorst();
    if (!Double.isNaN(reconstruction)) {
      row.put("reconstructionError", reconstruction);
    }
    row.put("entropy", Mixtures.entropy(step.mixing()));
    row.put("weightlessShare", collapse(space, step.mixing(), step.choices()).weightlessShare());
    row.put("architecture", architecture(step.choices()));
    row.put("mixing", mixing(step.mixing()));
    row.put("batchWaitMillis", waits.takeMillis(step.update()));
    row.put("tokensPerSecond", (weightCount + architectureCount) / ((now - windowBegin) / 1e9));
    putCosts(row);
    log.write(row);
    windowBegin = now;
    weightLoss = 0;
    weightCount = 0;
    architectureLoss = 0;
    architectureCount = 0;
    architectureGradientNorm = 0;
  }

  /** How decided the search is. */
  static Collapse collapse(SearchSpace space, double[][] mixing, List<Integer> choices) {
    return Collapse.of(TranslationSupernet.nodes(space), WEIGHTLESS, mixing, choices);
  }

  private Map<String, String> architecture(List<Integer> choices) {
    Map<String, String> result = new LinkedHashMap<>();
    List<SearchedNode> nodes = space.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      result.put(nodes.get(i).name(), nodes.get(i).kinds().get(choices.get(i)).text());
    }
    return result;
  }

  private Map<String, Map<String, Double>> mixing(double[][] mixing) {
    Map<String, Map<String, Double>> result = new LinkedHashMap<>();
    List<SearchedNode> nodes = space.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      Map<String, Double> weights = new LinkedHashMap<>();
      for (int k = 0; k < mixing[i].length; k++) {
        weights.put(nodes.get(i).kinds().get(k).text(), Math.round(mixing[i][k] * 1e5) / 1e5);
      }
      result.put(nodes.get(i).name(), weights);
    }
    return result;
  }

  @Override
  public void close() {
    progress.close();
    log.close();
  }
}
