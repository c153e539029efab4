package org.translatenas.translate.cli;

import java.util.List;
import java.util.Locale;
import org.translatenas.training.UserException;
import picocli.CommandLine.Option;

/** How scores are printed: options named as sacreBLEU's. */
final class ReportOptions {
  private static final String FORMAT = "SACREBLEU_FORMAT";
  private static final List<String> FORMATS = List.of("json", "text", "latex");

  @Option(
      names = {"-sh", "--short"},
      description = "Abbreviate the signature.")
  boolean abbreviate;

  @Option(
      names = {"-b", "--score-only"},
      description = "Print the number alone.")
  boolean scoreOnly;

  @Option(
      names = {"-w", "--width"},
      defaultValue = "1",
      paramLabel = "DIGITS",
      description = "Digits behind the point (default: 1).")
  int width;

  @Option(
      names = {"-f", "--format"},
      defaultValue = "json",
      paramLabel = "FORMAT",
      description =
          "json (default), text, or latex for several systems. The environment variable"
              + " SACREBLEU_FORMAT overrides it.")
  String format;

  @Option(
      names = {"-d", "--detail"},
      description = "Also score the parts of a test set by original language and domain.")
  boolean detail;

  @Option(
      names = {"-q", "--quiet"},
      description = "No notes on standard error; warnings remain.")
  boolean quiet;

  @SuppressWarnings("UnusedVariable") // Nothing is ever coloured; scripts may ask for that.
  @Option(
      names = {"-nc", "--no-color"},
      description = "Accepted for scripts: output has no colours.")
  private boolean noColor;

  /** Checks the values. */
  void check(int systems) {
    Choices.check("-f", format, FORMATS);
    String wanted = System.getenv().getOrDefault(FORMAT, "").toLowerCase(Locale.ROOT);
    if (FORMATS.contains(wanted)) {
      format = wanted;
    }
    if (width < 0) {
      throw UserException.usage("-w " + width + ": must be 0 or more");
    }
    boolean lonely = systems == 1 && format.equals("latex");
    if (lonely || (detail && format.equals("json"))) {
      format = "text"; // Tables are for several systems; the parts of a set are lines of text.
    }
  }
}
