package org.translatenas.translate.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.translatenas.training.UserException;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.config.PrepareConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.drawing.Drawings;
import org.translatenas.translate.drawing.ModelDrawing;
import org.translatenas.translate.model.ModelSpecFile;
import org.translatenas.translate.train.SpecResolver;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code translate-nas show FILE}: an architecture as a drawing. */
@Command(
    name = "show",
    description =
        "Draws an architecture: its layers, which splits each node reads, its operations, and, where"
            + " the sizes are known, how many weights they have.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  private static final List<String> NAMES = List.of("transformer", "evolved-transformer");
  private static final String MODEL = "model.json";
  private static final String ARCHITECTURE = "architecture.json";

  /** The ways to draw. */
  enum Format {
    TEXT,
    DOT
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description =
          "An architecture.json, a model folder or its model.json, a run's folder, or the name"
              + " transformer or evolved-transformer.")
  private Path file;

  @Mixin private ConfigOptions config;

  @Option(
      names = {"-f", "--format"},
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text (default), or dot: source for GraphViz.")
  private Format format;

  @Option(
      names = "--columns",
      defaultValue = "100",
      paramLabel = "N",
      description =
          "In narrower terminals than the drawing is wide, the decoder stands below the encoder"
              + " (default: 100).")
  private int columns;

  @Override
  public Integer call() {
    ModelDrawing drawing = drawing();
    PrintWriter out = spec.commandLine().getOut();
    out.print(format == Format.DOT ? drawing.dot() : drawing.text(columns));
    out.flush();
    return 0;
  }

  private ModelDrawing drawing() {
    if (NAMES.contains(file.toString())) {
      return sized(file.toString());
    }
    Path found = Files.isDirectory(file) ? inside(file) : file;
    if (found.endsWith(MODEL)) {
      if (config.given()) {
        throw UserException.usage(found + ": a model has its sizes; leave --config and --set away");
      }
      return Drawings.of(ModelSpecFile.read(found));
    }
    return config.given() ? sized(found.toString()) : Drawings.of(ArchitectureFile.read(found));
  }

  /** With the sizes of the configuration. */
  private ModelDrawing sized(String architecture) {
    TranslateConfig read =
        config.read(List.of(ConfigReader.override("model.architecture", architecture)));
    return Drawings.of(SpecResolver.resolve(read.model(), vocabularySize(read.prepare())));
  }

  private static int vocabularySize(PrepareConfig prepare) {
    return prepare.tokenizer() == null
        ? prepare.vocabularySize()
        : TokenizerOption.load(prepare.tokenizer()).vocabularySize();
  }

  private static Path inside(Path folder) {
    for (Path candidate :
        List.of(
            folder.resolve(MODEL),
            folder.resolve("model").resolve(MODEL),
            folder.resolve(ARCHITECTURE))) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw UserException.usage(
        folder
            + ": holds neither a model nor an architecture.json; name a model folder or the folder"
            + " of a finished search or training run");
  }
}
