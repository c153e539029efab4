package org.translatenas.translate.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.translatenas.translate.data.PairFilter.Verdict;

/**
 * Writes one part of a prepared corpus, {@code NAME.shard}, and with texts {@code NAME.source.txt}
 * and {@code NAME.target.txt}, and counts what it drops. The texts hold every pair, also those that
 * the shard lacks, for BLEU is a score of the whole text.
 */
final class PartWriter implements AutoCloseable {
  private final PairFilter filter;
  private final ParallelShardWriter shard;
  private final Writer sourceText;
  private final Writer targetText;
  private final SideCounter source;
  private final SideCounter target;
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);

  PartWriter(
      Path folder,
      String name,
      boolean withTexts,
      PairFilter filter,
      int vocabularySize,
      int unknownId)
      throws IOException {
    this.filter = filter;
    this.shard = new ParallelShardWriter(folder.resolve(name + ".shard"), vocabularySize);
    this.sourceText = text(folder.resolve(name + ".source.txt"), withTexts);
    this.targetText = text(folder.resolve(name + ".target.txt"), withTexts);
    this.source = new SideCounter(unknownId);
    this.target = new SideCounter(unknownId);
  }

  void add(PairEncoder.Encoded pair) {
    Verdict verdict = filter.judge(pair.source().length, pair.target().length);
    verdicts.merge(verdict, 1L, Long::sum);
    try {
      sourceText.append(pair.text().source()).append('\n');
      targetText.append(pair.text().target()).append('\n');
      if (verdict == Verdict.KEPT) {
        shard.add(pair.source(), pair.target());
        source.add(pair.text().source(), pair.source());
        target.add(pair.text().target(), pair.target());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pairs read so far. */
  long pairsRead() {
    return verdicts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Ends the shard; the text must have been read to its end. */
  PreparationStatistics.Part finish(Path sourceFile, Path targetFile, ParallelText text)
      throws IOException {
    shard.finish();
    return new PreparationStatistics.Part(
        pairsRead(),
        count(Verdict.KEPT),
        count(Verdict.EMPTY),
        count(Verdict.TOO_LONG),
        count(Verdict.DISPROPORTIONATE),
        source.statistics(sourceFile, text.source()),
        target.statistics(targetFile, text.target()));
  }

  @Override
  public void close() throws IOException {
    try (shard;
        sourceText) {
      targetText.close();
    }
  }

  private long count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  private static Writer text(Path file, boolean wanted) throws IOException {
    return wanted ? Files.newBufferedWriter(file) : Writer.nullWriter();
  }
}
