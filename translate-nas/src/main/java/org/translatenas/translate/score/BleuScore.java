package org.translatenas.translate.score;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A BLEU score and what it was made of.
 *
 * @param score from 0 to 100
 * @param statistics matches and lengths as counted, before smoothing
 * @param precisions of each order in percent, after smoothing
 * @param bp brevity penalty, from 0 to 1
 */
public record BleuScore(double score, BleuStatistics statistics, List<Double> precisions, double bp)
    implements MetricScore {
  /** Copies the list. */
  public BleuScore {
    precisions = List.copyOf(precisions);
  }

  @Override
  public String name() {
    return "BLEU";
  }

  /** Matched n-grams of each order. */
  public List<Long> counts() {
    return statistics.counts();
  }

  /** N-grams of the hypotheses of each order. */
  public List<Long> totals() {
    return statistics.totals();
  }

  /** Words of the hypotheses. */
  public long sysLen() {
    return statistics.sysLen();
  }

  /** Words of the closest references. */
  public long refLen() {
    return statistics.refLen();
  }

  /** Length of the hypotheses over that of the references, 0 without references. */
  public double ratio() {
    return refLen() == 0 ? 0 : (double) sysLen() / refLen();
  }

  /** {@code 60.1/33.0/20.8/13.9 (BP = 1.000 ratio = 1.013 hyp_len = 123 ref_len = 121)}. */
  @Override
  public String verbose() {
    return precisions.stream().map(p -> PythonNumbers.fixed(p, 1)).collect(Collectors.joining("/"))
        + " (BP = %s ratio = %s hyp_len = %s ref_len = %s)"
            .formatted(
                PythonNumbers.fixed(bp, 3),
                PythonNumbers.fixed(ratio(), 3),
                Long.toString(sysLen()),
                Long.toString(refLen()));
  }
}
