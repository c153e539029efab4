package org.translatenas.translate.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;
import org.translatenas.translate.decode.InputLines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code translate-nas detokenize}: pieces to text, as {@code spm_decode} does it. */
@Command(
    name = "detokenize",
    description = "Makes text of the pieces on standard input, line by line, as spm_decode does.",
    mixinStandardHelpOptions = true)
final class DetokenizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TokenizerOption model;

  @Option(
      names = "--input_format",
      defaultValue = "piece",
      paramLabel = "FORMAT",
      description = "piece (default) or id, with spaces between.")
  private String format;

  @Option(
      names = "--extra_options",
      defaultValue = "",
      paramLabel = "NAMES",
      description = "bos, eos, reverse, in the order of application.")
  private String extra;

  @Override
  public Integer call() {
    Choices.check("--input_format", format, List.of("piece", "id"));
    Tokenizer tokenizer = model.load();
    ExtraOptions options = new ExtraOptions(extra, tokenizer);
    PrintWriter out = spec.commandLine().getOut();
    try {
      join(tokenizer, options, out);
    } finally {
      out.flush(); // what is before a line that cannot be read, too
    }
    return 0;
  }

  private void join(Tokenizer tokenizer, ExtraOptions options, PrintWriter out) {
    InputLines lines = new InputLines(System.in);
    for (String line = lines.next(); line != null; line = lines.next()) {
      List<String> items = Arrays.asList(line.split(" "));
      List<String> pieces = new ArrayList<>();
      for (String item : items) {
        if (!item.isEmpty()) {
          pieces.add(
              format.equals("piece")
                  ? item
                  : piece(tokenizer, item, lines.name() + ":" + lines.number()));
        }
      }
      out.print(tokenizer.decodePieces(options.apply(pieces, "", "", piece -> piece)));
      out.print('\n');
    }
  }

  private static String piece(Tokenizer tokenizer, String text, String place) {
    try {
      return tokenizer.piece(Integer.parseInt(text));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw UserException.data(
          "%s: %s is no id of this model; they run from 0 to %d"
              .formatted(place, text, tokenizer.vocabularySize() - 1));
    }
  }
}
