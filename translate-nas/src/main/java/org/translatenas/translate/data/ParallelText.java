package org.translatenas.translate.data;

import java.nio.file.Path;
import java.util.Optional;
import org.translatenas.training.UserException;

/**
 * Two aligned texts, read together. That one has more lines than the other is found at the end of
 * the shorter and is a {@link UserException} with both counts.
 */
final class ParallelText implements AutoCloseable {
  private final Path sourceFile;
  private final Path targetFile;
  private final TextLines source;
  private final TextLines target;

  /** Line n of both texts. */
  record Pair(String source, String target) {}

  ParallelText(Path sourceFile, Path targetFile) {
    this.sourceFile = sourceFile;
    this.targetFile = targetFile;
    this.source = new TextLines(sourceFile);
    try {
      this.target = new TextLines(targetFile);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** The next pair, empty after the last. */
  Optional<Pair> next() {
    String sourceLine = source.next();
    String targetLine = target.next();
    if (sourceLine == null && targetLine == null) {
      return Optional.empty();
    }
    if (sourceLine == null || targetLine == null) {
      throw UserException.data(
          String.format(
              "%s has %d lines but %s has %d; line n of one must translate line n of the other",
              sourceFile, count(source), targetFile, count(target)));
    }
    return Optional.of(new Pair(sourceLine, targetLine));
  }

  /** The source text, for its counts. */
  TextLines source() {
    return source;
  }

  /** The target text, for its counts. */
  TextLines target() {
    return target;
  }

  @Override
  public void close() {
    try (source;
        target) {
      // Closing both, the second even if the first fails, is all there is to do.
    }
  }

  private static long count(TextLines lines) {
    while (lines.next() != null) {
      // Only the number of lines is wanted.
    }
    return lines.number();
  }
}
