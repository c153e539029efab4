package org.translatenas.translate.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.translatenas.training.UserException;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.decode.Hypothesis;
import org.translatenas.translate.decode.InputLines;
import org.translatenas.translate.decode.ReferenceScorer;
import org.translatenas.translate.decode.TranslationFormat;
import org.translatenas.translate.decode.TranslationStream;
import org.translatenas.translate.decode.Translator;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.process.Machine;
import org.translatenas.translate.score.LineReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code translate-nas translate}: lines of text become lines of text. */
@Command(
    name = "translate",
    description =
        "Translates standard input to standard output, UTF-8, one sentence a line; each line gives"
            + " one line. On a terminal it answers line by line. Exit codes: 0 done, 1 the input or"
            + " a file is not as it must be, 2 wrong usage.",
    mixinStandardHelpOptions = true)
final class TranslateCommand implements Callable<Integer> {
  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;

  @Mixin private ConfigOptions config;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      description = "The model folder that train has written.")
  private Path model;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Hypotheses kept for each sentence, 1 for greedy; short for --set decode.beam=N.")
  private Integer beam;

  @Option(
      names = "--length-penalty",
      paramLabel = "X",
      description = "More favours longer translations; short for --set decode.lengthPenalty=X.")
  private Double lengthPenalty;

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      description =
          "Source pieces times beam translated at once; short for --set decode.batchTokens=N.")
  private Integer batchTokens;

  @Option(
      names = {"--nbest", "--n-best"},
      defaultValue = "1",
      paramLabel = "N",
      description =
          "So many translations of each line, at most the beam; more than one are printed as lines"
              + " 'NUMBER ||| TRANSLATION ||| SCORE', numbers from 0.")
  private int count;

  @Option(
      names = "--output-format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description =
          "text (default), or json: for each line an object with line number, source and"
              + " translations, each with text, score, log probability and number of pieces.")
  private String format;

  @Option(
      names = "--score-reference",
      paramLabel = "FILE",
      description =
          "Translate nothing, but print how probable the translations in FILE are: one natural"
              + " logarithm a line, or with --output-format json an object.")
  private Path reference;

  /** The command over the process's own streams. */
  TranslateCommand() {
    // System.out would hide that its reader has gone.
    this(System.in, new FileOutputStream(FileDescriptor.out), System.err);
  }

  TranslateCommand(InputStream in, OutputStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    TranslateConfig read = config.read(overrides());
    Choices.check("--output-format", format, List.of("text", "json"));
    if (count < 1 || count > read.decode().beam()) {
      throw UserException.usage(
          "--nbest %d: must be between 1 and the beam, %d; raise --beam"
              .formatted(count, read.decode().beam()));
    }
    TranslationFormat output =
        format.equals("json") ? TranslationFormat.json(count) : TranslationFormat.text(count);
    Machine.begin(read.runtime(), err::println);
    try (ModelFolder folder = ModelFolder.open(model)) {
      if (reference != null) {
        scoreReference(folder, read.decode());
        return 0;
      }
      Translator translator =
          new Translator(folder, read.decode(), warning -> err.println("warning: " + warning));
      TranslationStream stream = new TranslationStream(translator, output, in, out);
      if (in == System.in && onTerminal()) {
        stream.converse(err);
      } else {
        stream.run();
      }
    }
    return 0;
  }

  private void scoreReference(ModelFolder folder, DecodeConfig decode) {
    List<String> references = LineReader.read(reference);
    List<String> sources = new ArrayList<>();
    InputLines lines = new InputLines(in);
    for (String line = lines.next(); line != null; line = lines.next()) {
      sources.add(line);
    }
    if (sources.size() != references.size()) {
      throw UserException.data(
          "%s has %d lines, standard input has %d; every line needs its reference"
              .formatted(reference, references.size(), sources.size()));
    }
    List<Hypothesis> scores = new ReferenceScorer(folder, decode).score(sources, references);
    TranslationFormat json = TranslationFormat.json(1);
    PrintStream printed = new PrintStream(out, false, StandardCharsets.UTF_8);
    for (int i = 0; i < scores.size(); i++) {
      Hypothesis scored = scores.get(i);
      printed.print(
          format.equals("json")
              ? json.text(
                  i + 1,
                  sources.get(i),
                  List.of(new Translator.Translation(references.get(i), scored)))
              : String.format(Locale.ROOT, "%.6f\n", scored.logProbability()));
    }
    printed.flush();
  }

  private List<String> overrides() {
    List<String> overrides = new ArrayList<>();
    if (beam != null) {
      overrides.add("decode.beam=" + beam);
    }
    if (lengthPenalty != null) {
      overrides.add("decode.lengthPenalty=" + lengthPenalty);
    }
    if (batchTokens != null) {
      overrides.add("decode.batchTokens=" + batchTokens);
    }
    return overrides;
  }

  /** Whether a person sits at both ends. */
  @SuppressWarnings("SystemConsoleNull") // In Java 17 it means that there is no terminal.
  private static boolean onTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there may be a console without a terminal, and it says so.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a public method of java.io.Console", e);
    }
  }
}
