package org.translatenas.translate.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.translatenas.reversible.Seeds;
import org.translatenas.tokenization.ModelType;
import org.translatenas.tokenization.SubwordSampling;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;
import org.translatenas.translate.decode.InputLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code translate-nas tokenize}: text to pieces, as {@code spm_encode} does it. */
@Command(
    name = "tokenize",
    description =
        "Cuts standard input into pieces, line by line, as spm_encode does; options bear its names.",
    mixinStandardHelpOptions = true)
final class TokenizeCommand implements Callable<Integer> {
  private static final List<String> FORMATS =
      List.of("piece", "id", "sample_piece", "sample_id", "nbest_piece", "nbest_id");

  @Spec private CommandSpec spec;

  @Mixin private TokenizerOption model;

  @Option(
      names = "--output_format",
      defaultValue = "piece",
      paramLabel = "FORMAT",
      description =
          "piece (default) or id; sample_piece or sample_id for a random cut; nbest_piece or nbest_id"
              + " for the best ones, a line each (unigram models).")
  private String format;

  @Option(
      names = "--extra_options",
      defaultValue = "",
      paramLabel = "NAMES",
      description =
          "bos, eos, reverse, unk (unknown text as <unk>), in the order of application: bos:eos.")
  private String extra;

  @Option(
      names = "--nbest_size",
      defaultValue = "10",
      description =
          "Cuts that nbest_... prints, and that sample_... draws from with a unigram model: below 0"
              + " from all (default: 10).")
  private int nbestSize;

  @Option(
      names = "--alpha",
      defaultValue = "0.5",
      description =
          "Of sample_...: share of merges left out (BPE), or exponent of a cut's probability"
              + " (unigram) (default: 0.5).")
  private double alpha;

  @Option(
      names = "--random_seed",
      defaultValue = "1",
      description = "Of sample_...: the same seed, the same cuts (default: 1).")
  private long seed;

  @Option(
      names = "--generate_vocabulary",
      description =
          "Print each known piece that occurs, a tab, and how often, in place of the text.")
  private boolean vocabulary;

  private SubwordSampling sampling;

  @Override
  public Integer call() {
    Choices.check("--output_format", format, FORMATS);
    Tokenizer tokenizer = model.load();
    ExtraOptions options = new ExtraOptions(extra, tokenizer);
    checkSampling(tokenizer);
    PrintWriter out = spec.commandLine().getOut();
    try {
      cut(tokenizer, options, out);
    } finally {
      out.flush(); // what is before a line that cannot be read, too
    }
    return 0;
  }

  private void cut(Tokenizer tokenizer, ExtraOptions options, PrintWriter out) {
    InputLines lines = new InputLines(System.in);
    Map<String, Long> counts = new HashMap<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (vocabulary) {
        Arrays.stream(tokenizer.encode(line))
            .filter(id -> id != tokenizer.unkId())
            .forEach(id -> counts.merge(tokenizer.piece(id), 1L, Long::sum));
      } else {
        for (String cut : cuts(tokenizer, options, line, lines.number())) {
          out.print(cut);
          out.print('\n');
        }
      }
    }
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(
                    entry -> entry.getKey().getBytes(StandardCharsets.UTF_8),
                    Arrays::compareUnsigned))
        .forEach(entry -> out.print(entry.getKey() + "\t" + entry.getValue() + "\n"));
  }

  private void checkSampling(Tokenizer tokenizer) {
    ModelType type = tokenizer.model().trainerSpec().modelType();
    boolean canDo =
        !format.startsWith("nbest") && (!format.startsWith("sample") || tokenizer.canSample())
            || type == ModelType.UNIGRAM;
    if (!canDo) {
      throw UserException.usage(
          "--output_format %s: a model of type %s cannot do it; %s"
              .formatted(
                  format,
                  type.name().toLowerCase(Locale.ROOT),
                  format.startsWith("nbest")
                      ? "unigram models can"
                      : "bpe and unigram models can"));
    }
    try {
      sampling = new SubwordSampling(format.startsWith("sample") ? nbestSize : 0, alpha);
    } catch (IllegalArgumentException e) {
      throw UserException.usage(
          "--nbest_size %d --alpha %s: %s".formatted(nbestSize, alpha, e.getMessage()));
    }
    if (format.startsWith("nbest") && (nbestSize < 1 || nbestSize > Tokenizer.MOST_BEST)) {
      throw UserException.usage(
          "--nbest_size must be from 1 to %d, not %d".formatted(Tokenizer.MOST_BEST, nbestSize));
    }
  }

  private List<String> cuts(
      Tokenizer tokenizer, ExtraOptions options, String line, long lineNumber) {
    long lineSeed = Seeds.of(Seeds.named(seed, "cuts"), lineNumber);
    return switch (format) {
      case "piece" -> List.of(joined(tokenizer, options, tokenizer.encodeAsPieces(line)));
      case "id" -> List.of(joined(tokenizer, options, tokenizer.encode(line)));
      case "sample_piece" ->
          List.of(joined(tokenizer, options, tokenizer.sampleAsPieces(line, sampling, lineSeed)));
      case "sample_id" ->
          List.of(joined(tokenizer, options, tokenizer.sample(line, sampling, lineSeed)));
      case "nbest_piece" ->
          tokenizer.nbestAsPieces(line, nbestSize).stream()
              .map(pieces -> joined(tokenizer, options, pieces))
              .toList();
      default ->
          tokenizer.nbest(line, nbestSize).stream()
              .map(ids -> joined(tokenizer, options, ids))
              .toList();
    };
  }

  private static String joined(Tokenizer tokenizer, ExtraOptions options, List<String> pieces) {
    return String.join(
        " ",
        options.apply(
            pieces,
            symbol(tokenizer, tokenizer.bosId()),
            symbol(tokenizer, tokenizer.eosId()),
            piece -> tokenizer.piece(tokenizer.id(piece).orElse(tokenizer.unkId()))));
  }

  private static String joined(Tokenizer tokenizer, ExtraOptions options, int[] ids) {
    List<Integer> all = Arrays.stream(ids).boxed().toList();
    return options.apply(all, tokenizer.bosId(), tokenizer.eosId(), id -> id).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static String symbol(Tokenizer tokenizer, int id) {
    return id < 0 ? "" : tokenizer.piece(id);
  }
}
