package org.translatenas.translate.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.files.Sha256;

/**
 * A folder that {@link Preparation} wrote. Shards are mapped, not read; it needs no closing.
 *
 * <p>What is missing, damaged or of another version is a {@link UserException} of one line.
 */
public final class PreparedCorpus {
  private final Path folder;
  private final PreparationStatistics statistics;
  private final Tokenizer tokenizer;
  private final ParallelShard train;
  private final ParallelShard valid;
  private final Optional<ParallelShard> test;

  private PreparedCorpus(Path folder) throws IOException {
    this.folder = folder;
    this.statistics = StatisticsFile.read(folder.resolve(StatisticsFile.NAME));
    Path model = require(folder.resolve(Preparation.MODEL));
    String sha256 = statistics.tokenizerSha256();
    if (sha256 != null && !sha256.equals(Sha256.of(model))) {
      throw UserException.data(
          model
              + ": is damaged, or not the one that the shards beside it were made with; run"
              + " 'translate-nas prepare' again");
    }
    this.tokenizer = PreparedTokenizer.load(model);
    this.train = shard("train");
    this.valid = shard("valid");
    this.test = statistics.test() == null ? Optional.empty() : Optional.of(shard("test"));
  }

  /** Opens and checks the folder. */
  public static PreparedCorpus open(Path folder) throws IOException {
    AtomicFiles.recoverFolder(folder);
    if (!Files.exists(folder.resolve(StatisticsFile.NAME))) {
      throw UserException.data(
          folder
              + ": no prepared corpus; run 'translate-nas prepare --config FILE --output "
              + folder
              + "'");
    }
    return new PreparedCorpus(folder);
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** What the preparation read, dropped and kept. */
  public PreparationStatistics statistics() {
    return statistics;
  }

  /**
   * SHA-256 of all that a model is made of, by name: pairs to train on, pairs to choose by, the
   * tokenizer. Reads the files.
   */
  public Map<String, String> sha256() {
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put("training set", Sha256.of(folder.resolve("train.shard")));
    sums.put("validation set", Sha256.of(folder.resolve("valid.shard")));
    sums.put("tokenizer", Sha256.of(folder.resolve(Preparation.MODEL)));
    return sums;
  }

  /** The tokenizer of both languages. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** The ids that batches add to sentences. */
  public Marks marks() {
    return PreparedTokenizer.marks(tokenizer, folder.resolve(Preparation.MODEL).toString());
  }

  /** Pairs to train on. */
  public ParallelShard train() {
    return train;
  }

  /** Pairs to choose a model by. */
  public ParallelShard valid() {
    return valid;
  }

  /** Pairs for the final score, if there are any. */
  public Optional<ParallelShard> test() {
    return test;
  }

  /**
   * The raw sentences of valid and their translations, every pair, also those that the shard lacks.
   */
  public RawText validText() {
    return text("valid");
  }

  /** The raw sentences of test, if there are any. */
  public Optional<RawText> testText() {
    return test.isPresent() ? Optional.of(text("test")) : Optional.empty();
  }

  /**
   * Aligned raw text.
   *
   * @param source one sentence an entry
   * @param target the i-th translates the i-th source
   */
  public record RawText(List<String> source, List<String> target) {}

  private RawText text(String part) {
    Path source = folder.resolve(part + ".source.txt");
    Path target = folder.resolve(part + ".target.txt");
    RawText text = new RawText(lines(source), lines(target));
    if (text.source().size() != text.target().size()) {
      throw UserException.data(
          "%s has %d lines, %s %d; run 'translate-nas prepare' again"
              .formatted(target, text.target().size(), source, text.source().size()));
    }
    return text;
  }

  private static List<String> lines(Path file) {
    List<String> lines = new ArrayList<>();
    try (TextLines text = new TextLines(require(file))) {
      for (String line = text.next(); line != null; line = text.next()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private ParallelShard shard(String part) throws IOException {
    Path file = folder.resolve(part + ".shard");
    ParallelShard shard = ParallelShard.open(file);
    if (shard.vocabularySize() != tokenizer.vocabularySize()) {
      throw UserException.data(
          String.format(
              "%s: made with %d pieces, but the tokenizer beside it has %d; run 'translate-nas"
                  + " prepare' again",
              file, shard.vocabularySize(), tokenizer.vocabularySize()));
    }
    return shard;
  }

  private static Path require(Path file) {
    if (!Files.exists(file)) {
      throw UserException.data(file + ": no such file; run 'translate-nas prepare' again");
    }
    return file;
  }
}
