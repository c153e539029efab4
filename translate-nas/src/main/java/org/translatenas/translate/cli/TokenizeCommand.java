package org.translatenas.translate.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.translatenas.tokenization.Tokenizer;
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
  @Spec private CommandSpec spec;

  @Mixin private TokenizerOption model;

  @Option(
      names = "--output_format",
      defaultValue = "piece",
      paramLabel = "FORMAT",
      description = "piece (default) or id.")
  private String format;

  @Option(
      names = "--extra_options",
      defaultValue = "",
      paramLabel = "NAMES",
      description = "bos, eos, reverse, in the order of application: bos:eos:reverse.")
  private String extra;

  @Option(
      names = "--generate_vocabulary",
      description =
          "Print each known piece that occurs, a tab, and how often, in place of the text.")
  private boolean vocabulary;

  @Override
  public Integer call() throws IOException {
    Choices.check("--output_format", format, List.of("piece", "id"));
    Tokenizer tokenizer = model.load();
    ExtraOptions options = new ExtraOptions(extra, tokenizer);
    InputLines lines = new InputLines(System.in);
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Long> counts = new HashMap<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (vocabulary) {
        Arrays.stream(tokenizer.encode(line))
            .filter(id -> id != tokenizer.unkId())
            .forEach(id -> counts.merge(tokenizer.piece(id), 1L, Long::sum));
      } else {
        out.print(text(tokenizer, options, line));
        out.print('\n');
      }
    }
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> out.print(entry.getKey() + "\t" + entry.getValue() + "\n"));
    out.flush();
    return 0;
  }

  private String text(Tokenizer tokenizer, ExtraOptions options, String line) {
    if (format.equals("piece")) {
      List<String> pieces = tokenizer.encodeAsPieces(line);
      return String.join(
          " ",
          options.apply(
              pieces, symbol(tokenizer, tokenizer.bosId()), symbol(tokenizer, tokenizer.eosId())));
    }
    List<Integer> ids = Arrays.stream(tokenizer.encode(line)).boxed().toList();
    return options.apply(ids, tokenizer.bosId(), tokenizer.eosId()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static String symbol(Tokenizer tokenizer, int id) {
    return id < 0 ? "" : tokenizer.piece(id);
  }
}
