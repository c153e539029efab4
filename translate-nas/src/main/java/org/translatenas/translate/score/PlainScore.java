package org.translatenas.translate.score;

/** A score that has nothing to add to its number: chrF, TER. */
public record PlainScore(String name, double score) implements MetricScore {
  @Override
  public String verbose() {
    return "";
  }
}
