package org.translatenas.translate.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.translatenas.reversible.Precision;
import org.translatenas.training.UserException;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.decode.InputLines;
import org.translatenas.translate.decode.ReferenceScorer;
import org.translatenas.translate.decode.ScoringStream;
import org.translatenas.translate.decode.TranslationStream;
import org.translatenas.translate.decode.Translator;
import org.translatenas.translate.model.Ensemble;
import org.translatenas.translate.process.Machine;
import org.translatenas.translate.process.StandardOutput;
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
  @Mixin private SearchOptions search;
  @Mixin private TranslationOutput output;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      required = true,
      arity = "1..*",
      description =
          "The model folder that train has written. Several are an ensemble: the mean of their"
              + " probabilities counts.")
  private List<Path> models;

  @Option(
      names = "--target-prefix",
      paramLabel = "FILE",
      description = "Line n is what the translations of line n begin with; it may be empty.")
  private Path prefixes;

  @Option(
      names = "--score-reference",
      paramLabel = "FILE",
      description =
          "Translate nothing, but print how probable the translations in FILE are: one natural"
              + " logarithm a line, or with --output-format json an object.")
  private Path reference;

  /** The command over the process's own streams. */
  TranslateCommand() {
    this(System.in, new StandardOutput(), System.err);
  }

  TranslateCommand(InputStream in, OutputStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    TranslateConfig read = config.read(search.overrides());
    output.check(read.decode());
    if (reference != null) {
      output.checkScoring();
      if (prefixes != null) {
        throw UserException.usage(
            "--target-prefix is of no use with --score-reference, which translates nothing; leave it"
                + " away");
      }
    }
    Precision precision =
        Machine.begin(read.runtime().forDecoding(), Optional.empty(), err::println);
    try (Ensemble ensemble = Ensemble.open(models, precision)) {
      if (reference != null) {
        scoreReference(ensemble, read.decode());
      } else {
        translate(ensemble, read);
      }
    }
    return 0;
  }

  private void translate(Ensemble ensemble, TranslateConfig read) {
    Translator.Wishes wishes =
        new Translator.Wishes(output.attention(), output.replaceUnknown(), read.runtime().seed());
    Translator translator =
        new Translator(
            ensemble.folders(),
            read.decode(),
            wishes,
            warning -> err.println("warning: " + warning));
    if (prefixes == null) {
      TranslationStream stream = new TranslationStream(translator, output.format(), in, out);
      if (in == System.in && onTerminal()) {
        stream.converse(err);
      } else {
        stream.run();
      }
      return;
    }
    try (InputStream file = Files.newInputStream(prefixes)) {
      InputLines given = new InputLines(file, prefixes.toString());
      new TranslationStream(translator, output.format(), new InputLines(in), given, out).run();
    } catch (IOException e) {
      throw UserException.usage(
          "%s: cannot be read (%s); check --target-prefix".formatted(prefixes, e));
    }
  }

  private void scoreReference(Ensemble ensemble, DecodeConfig decode) {
    ReferenceScorer scorer = new ReferenceScorer(ensemble.folders(), decode);
    ScoringStream.Format format =
        (number, source, scored) ->
            output.json()
                ? output.scored().text(number, source, List.of(scored))
                : String.format(Locale.ROOT, "%.6f\n", scored.logProbability());
    try (InputStream file = LineReader.open(reference)) {
      InputLines given = new InputLines(file, reference.toString());
      new ScoringStream(scorer, format, new InputLines(in), given, out).run();
    } catch (IOException e) {
      throw UserException.unreadable(reference, e);
    }
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
