package org.translatenas.translate.score;

import java.util.ArrayList;
import java.util.List;

/**
 * chrF (Popović: chrF: character n-gram F-score for automatic MT evaluation, WMT 2015) and, with
 * word n-grams, chrF++ (Popović 2017), as sacreBLEU 2.6 computes them. A segment with several
 * references counts against the one with the best F-score.
 *
 * @param charOrder longest n-grams of characters (code points), 6
 * @param wordOrder longest n-grams of words, 0 for chrF, 2 for chrF++
 * @param beta weight of recall against precision, 2
 * @param lowercase whether case is ignored
 * @param whitespace whether spaces are characters
 * @param epsSmoothing the way of chrF++.py, Moses and NLTK: orders without n-grams count with a
 *     tiny number; otherwise they are left out
 */
public record Chrf(
    int charOrder,
    int wordOrder,
    int beta,
    boolean lowercase,
    boolean whitespace,
    boolean epsSmoothing)
    implements Metric {
  /** chrF2, as published scores have it. */
  public static final Chrf STANDARD = new Chrf(6, 0, 2, false, false, false);

  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final double EPSILON = 1e-16;

  /** Numbers of each order in a vector: of the hypothesis, of the reference, matches. */
  private static final int COUNTS = 3;

  /** Checks the numbers. */
  public Chrf {
    if (charOrder < 0 || wordOrder < 0 || charOrder + wordOrder < 1 || beta < 0) {
      throw new IllegalArgumentException(
          "chrF has orders of characters and words of 0 or more, not both 0, and a beta of 0 or more");
    }
  }

  @Override
  public double[][] segmentVectors(List<String> hypotheses, List<List<String>> references) {
    Metric.check(hypotheses, references);
    return Metric.eachSegment(
        hypotheses.size(),
        i -> closest(hypotheses.get(i), references.stream().map(stream -> stream.get(i)).toList()));
  }

  private double[] closest(String hypothesis, List<String> references) {
    Line ours = line(hypothesis);
    double[] closest = null;
    double best = -1;
    for (String reference : references) {
      double[] vector = matches(ours, line(reference));
      double score = fScore(vector);
      if (score > best) {
        best = score;
        closest = vector;
      }
    }
    return closest;
  }

  @Override
  public MetricScore scoreOfSum(double[] sum) {
    return new PlainScore("chrF" + beta + "+".repeat(wordOrder), fScore(sum));
  }

  @Override
  public Signature signature(int references) {
    return new Signature(references)
        .with("case", "c", lowercase ? "lc" : "mixed")
        .with("eff", "e", epsSmoothing ? "no" : "yes")
        .with("nc", "nc", Integer.toString(charOrder))
        .with("nw", "nw", Integer.toString(wordOrder))
        .with("space", "s", whitespace ? "yes" : "no");
  }

  private double[] matches(Line ours, Line theirs) {
    double[] vector = new double[COUNTS * (charOrder + wordOrder)];
    count(
        vector,
        0,
        charOrder,
        NgramCounts.ofCharacters(ours.characters, theirs.characters),
        ours.characters.length,
        theirs.characters.length);
    if (wordOrder > 0) {
      count(
          vector,
          charOrder,
          wordOrder,
          NgramCounts.ofWords(List.of(ours.words, theirs.words)),
          ours.words.size(),
          theirs.words.size());
    }
    return vector;
  }

  private static void count(
      double[] vector, int before, int orders, NgramCounts ngrams, int ours, int theirs) {
    for (int order = 1; order <= orders; order++) {
      int at = COUNTS * (before + order - 1);
      int ofReference = Math.max(0, theirs - order + 1);
      // What has no reference of this length does not count.
      vector[at] = ofReference == 0 ? 0 : Math.max(0, ours - order + 1);
      vector[at + 1] = ofReference;
      vector[at + 2] = ngrams.matches(order);
    }
  }

  private double fScore(double[] vector) {
    double factor = beta * beta;
    double smoothed = 0;
    double precisions = 0;
    double recalls = 0;
    int effective = 0;
    int orders = charOrder + wordOrder;
    for (int order = 0; order < orders; order++) {
      double ours = vector[COUNTS * order];
      double theirs = vector[COUNTS * order + 1];
      double matched = vector[COUNTS * order + 2];
      double precision = ours > 0 ? matched / ours : EPSILON;
      double recall = theirs > 0 ? matched / theirs : EPSILON;
      double denominator = factor * precision + recall;
      smoothed += denominator > 0 ? (1 + factor) * precision * recall / denominator : EPSILON;
      if (ours > 0 && theirs > 0) {
        precisions += precision;
        recalls += recall;
        effective++;
      }
    }
    if (epsSmoothing) {
      return 100 * smoothed / orders;
    }
    if (effective == 0 || precisions + recalls == 0) {
      return 0;
    }
    double precision = precisions / effective;
    double recall = recalls / effective;
    double score = (1 + factor) * precision * recall;
    score /= factor * precision + recall;
    return 100 * score;
  }

  /** What n-grams are made of. */
  private record Line(int[] characters, List<String> words) {}

  private Line line(String line) {
    String text = lowercase ? PythonText.lower(line) : line;
    String joined = whitespace ? text : String.join("", PythonText.split(text));
    return new Line(joined.codePoints().toArray(), wordOrder > 0 ? words(text) : List.of());
  }

  /** Words, with one mark cut off at the end, or else at the beginning. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : PythonText.split(text)) {
      int last = word.length() - 1;
      if (word.codePointCount(0, word.length()) == 1) {
        words.add(word);
      } else if (PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
        words.add(word.substring(0, last));
        words.add(word.substring(last));
      } else if (PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }
}
