package org.translatenas.translate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * BLEU (Papineni, Roukos, Ward, Zhu: BLEU: a Method for Automatic Evaluation of Machine
 * Translation, ACL 2002) as sacreBLEU 2.6 computes it: the geometric mean of the modified
 * precisions of 1- to 4-grams times a brevity penalty.
 *
 * @param tokenizer cuts lines into words
 * @param smoothing for orders without a match
 * @param lowercase whether case is ignored
 * @param effectiveOrder whether orders above a hypothesis's length are left out: for single
 *     sentences
 */
public record Bleu(
    ScoreTokenizer tokenizer, Smoothing smoothing, boolean lowercase, boolean effectiveOrder)
    implements Metric {
  /** What published scores use: 13a, exp, case counts. */
  public static final Bleu STANDARD = new Bleu(new Tokenizer13a(), Smoothing.EXP, false, false);

  private static final int ORDERS = 4;

  /** What sacreBLEU takes for the logarithm of zero. */
  private static final double LOG_OF_ZERO = -9_999_999_999.0;

  /**
   * The score of a corpus.
   *
   * @param references one list for each reference stream, as long as the hypotheses
   * @throws IllegalArgumentException if lengths differ, or there are no references or hypotheses
   */
  public BleuScore corpusScore(List<String> hypotheses, List<List<String>> references) {
    return score(segmentStatistics(hypotheses, references));
  }

  /** The score of one segment with any number of references. */
  public BleuScore sentenceScore(String hypothesis, List<String> references) {
    return corpusScore(List.of(hypothesis), references.stream().map(List::of).toList());
  }

  /** The statistics of each segment, whose sum gives the corpus's score. */
  public List<BleuStatistics> segmentStatistics(
      List<String> hypotheses, List<List<String>> references) {
    return Arrays.stream(segmentVectors(hypotheses, references))
        .map(BleuStatistics::ofVector)
        .toList();
  }

  /** The score of these segments together. */
  public BleuScore score(List<BleuStatistics> segments) {
    BleuStatistics sum = BleuStatistics.sum(segments, ORDERS);
    double bp = brevityPenalty(sum.sysLen(), sum.refLen());
    double[] precisions = new double[ORDERS];
    if (sum.counts().stream().allMatch(count -> count == 0)) {
      return new BleuScore(0, sum, boxed(precisions), bp);
    }
    int orders = fillPrecisions(sum, precisions);
    double logSum = 0;
    for (int i = 0; i < orders; i++) {
      logSum += precisions[i] == 0 ? LOG_OF_ZERO : Math.log(precisions[i]);
    }
    return new BleuScore(bp * Math.exp(logSum / orders), sum, boxed(precisions), bp);
  }

  @Override
  public double[][] segmentVectors(List<String> hypotheses, List<List<String>> references) {
    Metric.check(hypotheses, references);
    return Metric.eachSegment(
        hypotheses.size(),
        i -> {
          List<List<String>> lines = new ArrayList<>(references.size() + 1);
          lines.add(words(hypotheses.get(i)));
          references.forEach(stream -> lines.add(words(stream.get(i))));
          return BleuStatistics.vectorOf(lines, ORDERS);
        });
  }

  @Override
  public BleuScore scoreOfSum(double[] sum) {
    return score(List.of(BleuStatistics.ofVector(sum)));
  }

  @Override
  public Signature signature(int references) {
    return new Signature(references)
        .with("case", "c", lowercase ? "lc" : "mixed")
        .with("eff", "e", effectiveOrder ? "yes" : "no")
        .with("tok", "tok", tokenizer.name())
        .with("smooth", "s", smoothing.signature());
  }

  /** Sets the precisions in percent and returns how many orders count. */
  private int fillPrecisions(BleuStatistics sum, double[] precisions) {
    double inverseShare = 1;
    int orders = ORDERS;
    for (int i = 0; i < ORDERS; i++) {
      boolean added = smoothing.method() == Smoothing.Method.ADD_K && i > 0;
      double correct = sum.counts().get(i) + (added ? smoothing.value() : 0);
      double total = sum.totals().get(i) + (added ? smoothing.value() : 0);
      if (total == 0) {
        break;
      }
      if (effectiveOrder) {
        orders = i + 1;
      }
      if (correct > 0) {
        precisions[i] = 100 * correct / total;
        continue;
      }
      switch (smoothing.method()) {
        case EXP -> {
          inverseShare *= 2;
          precisions[i] = 100 / (inverseShare * total);
        }
        case FLOOR -> precisions[i] = 100 * smoothing.value() / total;
        case NONE, ADD_K -> precisions[i] = 0;
      }
    }
    return orders;
  }

  private List<String> words(String line) {
    String cased = lowercase ? PythonText.lower(line) : line;
    return PythonText.split(tokenizer.tokenize(PythonText.stripRight(cased)));
  }

  private static double brevityPenalty(long sysLen, long refLen) {
    if (sysLen >= refLen) {
      return 1;
    }
    return sysLen > 0 ? Math.exp(1 - (double) refLen / sysLen) : 0;
  }

  private static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
