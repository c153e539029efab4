package org.translatenas.translate.score;

/** The score of one metric. */
public interface MetricScore {
  /** The metric's name in outputs, such as BLEU. */
  String name();

  /** The score, from 0 to 100 for BLEU. */
  double score();

  /** What stands behind the score in text outputs; may be empty. */
  String verbose();
}
