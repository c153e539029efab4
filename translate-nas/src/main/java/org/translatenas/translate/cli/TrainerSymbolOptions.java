package org.translatenas.translate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.tokenization.TrainerOptions;
import org.translatenas.translate.data.TrainingLines;
import picocli.CommandLine.Option;

/** Which symbols a model has beside the pieces that it finds; options named as spm_train's. */
final class TrainerSymbolOptions {
  @Option(names = "--unk_id", defaultValue = "0", description = "Id of <unk> (default: 0).")
  private int unkId;

  @Option(names = "--bos_id", defaultValue = "1", description = "Id of <s> (default: 1).")
  private int bosId;

  @Option(names = "--eos_id", defaultValue = "2", description = "Id of </s> (default: 2).")
  private int eosId;

  @Option(
      names = "--pad_id",
      defaultValue = "-1",
      description = "Id of <pad> (default: -1, none; translation models need one, such as 3).")
  private int padId;

  @Option(names = "--unk_piece", defaultValue = "<unk>", description = "Its text.")
  private String unkPiece;

  @Option(names = "--bos_piece", defaultValue = "<s>", description = "Its text.")
  private String bosPiece;

  @Option(names = "--eos_piece", defaultValue = "</s>", description = "Its text.")
  private String eosPiece;

  @Option(names = "--pad_piece", defaultValue = "<pad>", description = "Its text.")
  private String padPiece;

  @Option(
      names = "--unk_surface",
      defaultValue = " \u2047 ",
      description = "What <unk> is decoded to (default: a double question mark between spaces).")
  private String unkSurface;

  @Option(
      names = "--control_symbols",
      defaultValue = "",
      description = "Symbols without text, with commas between; one with a comma in double quotes.")
  private String control;

  @Option(
      names = "--control_symbols_file",
      paramLabel = "FILE",
      description = "More of them, one a line.")
  private Path controlFile;

  @Option(
      names = "--user_defined_symbols",
      defaultValue = "",
      description = "Texts kept whole, in the same form.")
  private String userDefined;

  @Option(
      names = "--user_defined_symbols_file",
      paramLabel = "FILE",
      description = "More of them, one a line.")
  private Path userDefinedFile;

  @Option(
      names = "--byte_fallback",
      arity = "0..1",
      fallbackValue = "true",
      description = "Unknown text becomes bytes.")
  private boolean byteFallback;

  void apply(TrainerOptions.Builder builder) {
    builder
        .ids(unkId, bosId, eosId, padId)
        .symbolTexts(unkPiece, bosPiece, eosPiece, padPiece)
        .unkSurface(unkSurface)
        .symbols(with(control, controlFile), with(userDefined, userDefinedFile))
        .byteFallback(byteFallback);
  }

  private static List<String> with(String symbols, Path file) {
    List<String> all = new ArrayList<>(SymbolList.of(symbols));
    if (file != null) {
      all.addAll(lines(file));
    }
    return all;
  }

  /** The lines of a file but for empty ones. */
  static List<String> lines(Path file) {
    List<String> lines = new ArrayList<>();
    try (TrainingLines all = new TrainingLines(List.of(file))) {
      all.forEachRemaining(lines::add);
    }
    lines.removeIf(String::isEmpty);
    return lines;
  }
}
