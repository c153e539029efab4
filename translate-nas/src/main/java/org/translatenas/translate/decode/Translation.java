package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * A translation of a line.
 *
 * @param text one line
 * @param parts that the line was translated in, one after the other: mostly one
 */
public record Translation(String text, List<Part> parts) {
  /**
   * A source that the model read at once, and its translation.
   *
   * @param source the source's pieces
   * @param target the translation's pieces
   * @param hypothesis their scores
   */
  public record Part(List<String> source, List<String> target, Hypothesis hypothesis) {}

  /** The parts' scores together. */
  public double score() {
    return parts.stream().mapToDouble(part -> part.hypothesis().score()).sum();
  }

  /** Of the whole translation, natural logarithm. */
  public double logProbability() {
    return parts.stream().mapToDouble(part -> part.hypothesis().logProbability()).sum();
  }

  /** The source's pieces. */
  public List<String> source() {
    return parts.stream().flatMap(part -> part.source().stream()).toList();
  }

  /** The translation's pieces. */
  public List<String> target() {
    return parts.stream().flatMap(part -> part.target().stream()).toList();
  }

  /** The log probability of each piece, and of each part's end mark behind its pieces. */
  public List<Double> pieceScores() {
    List<Double> scores = new ArrayList<>();
    for (Part part : parts) {
      for (double score : part.hypothesis().pieceScores()) {
        scores.add(score);
      }
    }
    return scores;
  }

  /**
   * For each piece of the translation its number and that of the source piece it looked at most.
   */
  public List<int[]> alignment() {
    List<int[]> pairs = new ArrayList<>();
    int before = 0;
    for (Part part : parts) {
      for (int piece : part.hypothesis().alignment()) {
        pairs.add(new int[] {before + piece, pairs.size()});
      }
      before += part.source().size();
    }
    return pairs;
  }

  /**
   * For each piece of the translation the attention on each piece of the source and, last, on end
   * marks.
   */
  public List<float[]> attention() {
    int sources = source().size();
    List<float[]> rows = new ArrayList<>();
    int before = 0;
    for (Part part : parts) {
      int size = part.source().size();
      for (int i = 0; i < part.target().size(); i++) {
        float[] row = new float[sources + 1];
        System.arraycopy(part.hypothesis().attention()[i], 0, row, before, size);
        row[sources] = part.hypothesis().attention()[i][size];
        rows.add(row);
      }
      before += size;
    }
    return rows;
  }
}
