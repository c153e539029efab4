package org.translatenas.translate.score;

import java.util.List;

/**
 * Translation edit rate (Snover, Dorr, Schwartz, Micciulla, Makhoul: A Study of Translation Edit
 * Rate with Targeted Human Annotation, AMTA 2006) as sacreBLEU 2.6 computes it: the least number of
 * insertions, deletions, substitutions and shifts of blocks over the average length of the
 * references, in percent. Lower is better.
 *
 * @param normalized whether XML escapes are read and marks split off
 * @param noPunct whether marks are removed
 * @param asianSupport whether the two above treat CJK characters too
 * @param caseSensitive whether case counts
 */
public record Ter(boolean normalized, boolean noPunct, boolean asianSupport, boolean caseSensitive)
    implements Metric {
  /** sacreBLEU's default. */
  public static final Ter STANDARD = new Ter(false, false, false, false);

  @Override
  public double[][] segmentVectors(List<String> hypotheses, List<List<String>> references) {
    Metric.check(hypotheses, references);
    TercomTokenizer tokenizer =
        new TercomTokenizer(normalized, noPunct, asianSupport, caseSensitive);
    return Metric.eachSegment(
        hypotheses.size(),
        i -> {
          List<String> hypothesis = tokenizer.words(hypotheses.get(i));
          double edits = Double.POSITIVE_INFINITY;
          double lengths = 0;
          for (List<String> stream : references) {
            // sacreBLEU 2.6 cuts references twice, which a line with marks like "&amp;quot;" shows.
            String once = String.join(" ", tokenizer.words(stream.get(i)));
            List<String> reference = tokenizer.words(once);
            edits = Math.min(edits, ShiftedEdits.count(hypothesis, reference));
            lengths += reference.size();
          }
          return new double[] {edits, lengths / references.size()};
        });
  }

  @Override
  public MetricScore scoreOfSum(double[] sum) {
    double rate;
    if (sum[1] > 0) {
      rate = sum[0] / sum[1];
    } else {
      rate = sum[0] > 0 ? 1 : 0; // empty references
    }
    return new PlainScore("TER", 100 * rate);
  }

  @Override
  public Signature signature(int references) {
    return new Signature(references)
        .with("case", "c", caseSensitive ? "mixed" : "lc")
        .with("tok", "t", "tercom")
        .with("norm", "nr", normalized ? "yes" : "no")
        .with("punct", "pn", noPunct ? "no" : "yes")
        .with("asian", "as", asianSupport ? "yes" : "no");
  }
}
