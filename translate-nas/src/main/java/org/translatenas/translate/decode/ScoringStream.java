package org.translatenas.translate.decode;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.UserException;
import org.translatenas.translate.process.StandardOutput;

/**
 * Scores given translations of standard input, as many lines at a time as {@link TranslationStream}
 * translates, so that inputs may be longer than memory.
 */
public final class ScoringStream {
  /** What is written of a line. */
  @FunctionalInterface
  public interface Format {
    /**
     * One line or more, with their ends.
     *
     * @param number of the line, from 1
     */
    String text(long number, String source, Translation scored);
  }

  private final ReferenceScorer scorer;
  private final Format format;
  private final InputLines in;
  private final InputLines references;
  private final StandardOutput out;
  private UserException broken;

  /** Reads both inputs and writes {@code out}; closes none. */
  public ScoringStream(
      ReferenceScorer scorer,
      Format format,
      InputLines in,
      InputLines references,
      OutputStream out) {
    this.scorer = scorer;
    this.format = format;
    this.in = in;
    this.references = references;
    this.out = new StandardOutput(out);
  }

  /** Scores to the end of the input. What cannot be scored is refused after all before it. */
  public void run() {
    long scored = 0;
    boolean more = true;
    while (more) {
      List<String> sources = new ArrayList<>();
      List<String> targets = new ArrayList<>();
      more = window(sources, targets);
      if (!sources.isEmpty()) {
        write(scored + 1, sources, scorer.score(sources, targets));
        scored += sources.size();
      }
    }
    if (broken != null) {
      throw broken;
    }
  }

  /** Reads the next lines of both; false where none follow. */
  private boolean window(List<String> sources, List<String> targets) {
    try {
      while (sources.size() < TranslationStream.WINDOW_LINES) {
        String source = in.next();
        String target = references.next();
        if (source == null || target == null) {
          requireEqualEnd(source, target);
          return false;
        }
        sources.add(source);
        targets.add(target);
      }
      return true;
    } catch (UserException e) {
      broken = e;
      return false;
    }
  }

  private void requireEqualEnd(String source, String target) {
    if (source == null && target == null) {
      return;
    }
    while (in.next() != null || references.next() != null) {
      // Counts the rest of the longer one.
    }
    throw UserException.data(
        "%s has %d lines, %s has %d; every line needs its reference"
            .formatted(references.name(), references.number(), in.name(), in.number()));
  }

  private void write(long first, List<String> sources, List<Translation> scores) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < scores.size(); i++) {
      text.append(format.text(first + i, sources.get(i), scores.get(i)));
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
