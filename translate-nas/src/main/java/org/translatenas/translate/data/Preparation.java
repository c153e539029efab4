package org.translatenas.translate.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.training.files.Sha256;
import org.translatenas.training.log.Progress;
import org.translatenas.training.run.RunLock;
import org.translatenas.translate.config.PrepareConfig;
import org.translatenas.translate.data.CorpusSurvey.PartTexts;
import org.translatenas.translate.data.PreparationStatistics.Part;

/**
 * Makes a prepared corpus from parallel texts: trains the tokenizer or takes the one given, encodes
 * every part into a shard and counts what happened. The folder, which {@link PreparedCorpus} reads:
 *
 * <pre>
 * tokenizer.model, tokenizer.vocab   SentencePiece
 * train.shard, valid.shard, test.shard   see {@link ParallelShardWriter}; test is optional
 * valid.source.txt, valid.target.txt   the raw text for BLEU, every pair; likewise test
 * statistics.json   see {@link PreparationStatistics}; its version is the folder's
 * </pre>
 *
 * <p>The folder appears complete or not at all; a failure leaves an earlier one as it was. Only
 * train is filtered by proportions; valid and test lose only what does not fit, and only from their
 * shards.
 */
public final class Preparation {
  static final String MODEL = "tokenizer.model";
  static final String VOCABULARY = "tokenizer.vocab";
  private static final int PAIRS_PER_UPDATE =
      1_000; // formatting each would cost more than encoding

  private final TokenizerTrainer trainer;
  private final int threads;

  /**
   * A preparation that can be run any number of times.
   *
   * @param trainer used when the configuration names no tokenizer
   * @param threads that encode; the result does not depend on them
   */
  public Preparation(TokenizerTrainer trainer, int threads) {
    this.trainer = trainer;
    this.threads = threads;
  }

  /** Writes the folder {@code output} and returns what its statistics.json says. */
  public PreparationStatistics run(PrepareConfig config, Path output) {
    PreparedFolder.requireReplaceable(output);
    List<PartTexts> parts = CorpusSurvey.of(config);
    PreparationStatistics[] result = new PreparationStatistics[1];
    try (RunLock lock = RunLock.holdWriting(output)) {
      AtomicFiles.writeFolder(output, folder -> result[0] = fill(folder, config, parts));
    }
    return result[0];
  }

  private PreparationStatistics fill(Path folder, PrepareConfig config, List<PartTexts> parts)
      throws IOException {
    PartTexts train = parts.get(0);
    boolean given = config.tokenizer() != null;
    Tokenizer tokenizer =
        given ? PreparedTokenizer.load(config.tokenizer()) : trained(train, config);
    PreparedTokenizer.marks(tokenizer, given ? config.tokenizer().toString() : MODEL);
    tokenizer.model().write(folder.resolve(MODEL));
    tokenizer.model().writeVocabulary(folder.resolve(VOCABULARY));
    Map<String, Part> counted = new LinkedHashMap<>();
    try (PairEncoder encoder = new PairEncoder(tokenizer::encode, threads)) {
      for (PartTexts part : parts) {
        counted.put(part.name(), encode(folder, part, encoder, tokenizer, config));
      }
    }
    requireKept(counted.get("train"), config);
    requireKept(counted.get("valid"), config);
    PreparationStatistics statistics =
        new PreparationStatistics(
            PreparationStatistics.VERSION,
            tokenizer.vocabularySize(),
            given ? 0 : 2 * SampledLines.pairs(train.pairs(), config.tokenizerLines()),
            Sha256.of(folder.resolve(MODEL)),
            counted.get("train"),
            counted.get("valid"),
            counted.get("test"));
    StatisticsFile.write(folder.resolve(StatisticsFile.NAME), statistics);
    return statistics;
  }

  private Tokenizer trained(PartTexts train, PrepareConfig config) {
    try (ParallelText text = new ParallelText(train.source(), train.target())) {
      SentencePieceModel model =
          trainer.train(SampledLines.of(text, train.pairs(), config.tokenizerLines()), config);
      return Tokenizer.of(model);
    }
  }

  private static Part encode(
      Path folder, PartTexts part, PairEncoder encoder, Tokenizer tokenizer, PrepareConfig config)
      throws IOException {
    boolean train = part.name().equals("train");
    PairFilter filter =
        train
            ? new PairFilter(config.maxLength(), config.maxRatio())
            : PairFilter.ofLength(config.maxLength());
    try (ParallelText text = new ParallelText(part.source(), part.target());
        PartWriter writer =
            new PartWriter(
                folder,
                part.name(),
                !train,
                filter,
                tokenizer.vocabularySize(),
                tokenizer.unkId());
        Progress progress = Progress.onStandardError("encode " + part.name(), 0, part.pairs())) {
      encoder.forEach(
          text,
          pair -> {
            writer.add(pair);
            if (writer.pairsRead() % PAIRS_PER_UPDATE == 0 || writer.pairsRead() == part.pairs()) {
              progress.update(writer.pairsRead(), "");
            }
          });
      return writer.finish(part.source(), part.target(), text);
    }
  }

  private static void requireKept(Part part, PrepareConfig config) {
    if (part.pairsKept() == 0) {
      throw UserException.data(
          String.format(
              "%s and %s: none of %d pairs is left: %d empty, %d with more than maxLength (%d)"
                  + " pieces, %d beyond maxRatio (%s); check the texts or raise the limits",
              part.source().file(),
              part.target().file(),
              part.pairsRead(),
              part.droppedEmpty(),
              part.droppedTooLong(),
              config.maxLength(),
              part.droppedDisproportionate(),
              config.maxRatio()));
    }
  }
}
