package org.translatenas.translate.cli;

import java.util.List;
import java.util.Map;
import org.translatenas.training.UserException;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** The options of {@code spm_train} that {@code train-tokenizer} does not have, and why. */
final class SpmTrainOptions {
  private static final String NEEDLESS = "it changes nothing here; leave it out";
  private static final String NO_RULES =
      "rules of one's own cannot be compiled here; choose a --normalization_rule_name";
  private static final String NO_PRIVACY = "training here knows no differential privacy";
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("--accept_language", NEEDLESS),
          Map.entry(
              "--allow_whitespace_only_pieces", "a space only begins a piece here; leave it out"),
          Map.entry("--denormalization_rule_tsv", NO_RULES),
          Map.entry("--differential_privacy_clipping_threshold", NO_PRIVACY),
          Map.entry("--differential_privacy_noise_level", NO_PRIVACY),
          Map.entry("--enable_differential_privacy", NO_PRIVACY),
          Map.entry("--input_format", "texts are plain or gzip, one sentence a line; leave it out"),
          Map.entry("--minloglevel", "redirect standard error to be rid of the progress"),
          Map.entry("--normalization_rule_tsv", NO_RULES),
          Map.entry("--pretokenization_delimiter", "texts are cut by pieces alone; leave it out"),
          Map.entry(
              "--seed_sentencepieces_file",
              "seeds are counted from the texts; leave it out, or set --seed_sentencepiece_size"),
          Map.entry("--self_test_sample_size", NEEDLESS),
          Map.entry("--train_extremely_large_corpus", "counts always have 64 bits; leave it out"),
          Map.entry(
              "--treat_whitespace_as_suffix", "a space only begins a piece here; leave it out"),
          Map.entry("--use_all_vocab", "it is for word and char models, which are not trained"));

  /** What the trainer's options are called here. */
  private static final Map<String, String> NAMES =
      Map.of(
          "vocabularySize", "--vocab_size",
          "characterCoverage", "--character_coverage",
          "unkId", "--unk_id",
          "maxSentenceLength", "--max_sentence_length",
          "maxPieceLength", "--max_sentencepiece_length",
          "seedPieces", "--seed_sentencepiece_size",
          "shrinkingFactor", "--shrinking_factor",
          "subIterations", "--num_sub_iterations");

  private SpmTrainOptions() {}

  /** What the trainer says is wrong, with the names that its options have on the command line. */
  static String inItsWords(String message) {
    String said = message;
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      said = said.replaceAll("\\b" + name.getKey() + "\\b", name.getValue());
    }
    return said.contains(" is too small: ") ? said + ", or lower --character_coverage" : said;
  }

  /** Refuses arguments that no option of the command took. */
  static void refuse(List<String> unmatched, CommandLine command) {
    for (String argument : unmatched) {
      String name = argument.replaceFirst("=.*", "");
      if (REASONS.containsKey(name)) {
        throw UserException.usage(
            "train-tokenizer: %s of spm_train is not there: %s".formatted(name, REASONS.get(name)));
      }
    }
    if (!unmatched.isEmpty()) {
      throw new UnmatchedArgumentException(command, unmatched);
    }
  }
}
