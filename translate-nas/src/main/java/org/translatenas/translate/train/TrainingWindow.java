package org.translatenas.translate.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.gradient.BatchLoss;

/** Sums over the updates between two lines of a log. */
public final class TrainingWindow {
  private BatchLoss loss = BatchLoss.NONE;
  private double norms;
  private double seconds;
  private long updates;
  private long places;
  private long tokens;

  /** Counts a batch's places, of source and target, and what is no padding among them. */
  public void padding(Batch batch) {
    places += (long) batch.batchSize() * (batch.sourceLength() + batch.targetLength());
    tokens += batch.sourceTokens() + batch.targetTokens();
  }

  /** Adds an update. */
  public void add(BatchLoss batchLoss, double gradientNorm, double updateSeconds) {
    loss = loss.plus(batchLoss);
    norms += gradientNorm;
    seconds += updateSeconds;
    updates++;
  }

  /** How many were added. */
  public long updates() {
    return updates;
  }

  /** Target tokens a second. */
  public double tokensPerSecond() {
    return loss.tokens() / seconds;
  }

  /** Smoothed loss per token. */
  public double meanLoss() {
    return loss.meanSmoothed();
  }

  /** The means, for a line of a log. */
  public Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("loss", loss.meanSmoothed());
    row.put("negativeLogLikelihood", loss.mean());
    row.put("gradientNorm", norms / updates);
    row.put("tokensPerSecond", tokensPerSecond());
    row.put("padding", 1 - (double) tokens / places);
    return row;
  }

  /** For a progress bar. */
  public String text() {
    return String.format(
        Locale.ROOT, "loss %.3f, %,.0f tokens/s", loss.meanSmoothed(), tokensPerSecond());
  }
}
