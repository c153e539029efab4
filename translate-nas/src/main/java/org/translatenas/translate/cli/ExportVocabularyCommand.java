package org.translatenas.translate.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.translatenas.tokenization.SentencePieceModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code translate-nas export-vocab}: what a model knows, as {@code spm_export_vocab} lists it. */
@Command(
    name = "export-vocab",
    description =
        "Lists the pieces of a SentencePiece model in the order of their ids, as spm_export_vocab"
            + " does. How often pieces occur in a text, tokenize --generate_vocabulary says.",
    mixinStandardHelpOptions = true)
final class ExportVocabularyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private TokenizerOption model;

  @Option(
      names = "--output_format",
      defaultValue = "vocab",
      paramLabel = "FORMAT",
      description = "Behind each piece and a tab: vocab (default) its score, syms its id.")
  private String format;

  @Override
  public Integer call() {
    Choices.check("--output_format", format, List.of("vocab", "syms"));
    SentencePieceModel read = model.load().model();
    PrintWriter out = spec.commandLine().getOut();
    if (format.equals("vocab")) {
      out.print(read.vocabulary(true));
    } else {
      for (int id = 0; id < read.pieces().size(); id++) {
        out.print(read.pieces().get(id).text() + "\t" + id + "\n");
      }
    }
    out.flush();
    return 0;
  }
}
