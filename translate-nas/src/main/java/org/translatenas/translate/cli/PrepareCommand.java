package org.translatenas.translate.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Preparation;
import org.translatenas.translate.data.PreparationStatistics;
import org.translatenas.translate.data.SentencePieceTokenizerTrainer;
import org.translatenas.translate.data.TokenizerTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code translate-nas prepare}: parallel texts become a prepared corpus. */
@Command(
    name = "prepare",
    description =
        "Trains the tokenizer, turns the texts of the configuration's section 'prepare' into ids and"
            + " writes them into a folder for 'search' and 'train'.",
    mixinStandardHelpOptions = true)
public final class PrepareCommand implements Callable<Integer> {
  private final TokenizerTrainer trainer;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions config;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write; a prepared corpus that is there is replaced.")
  private Path output;

  /** The command as the launcher has it. */
  public PrepareCommand() {
    this(new SentencePieceTokenizerTrainer());
  }

  /** A command that trains tokenizers with {@code trainer}. */
  PrepareCommand(TokenizerTrainer trainer) {
    this.trainer = trainer;
  }

  @Override
  public Integer call() {
    TranslateConfig read = config.read();
    int threads = Runtime.getRuntime().availableProcessors();
    PreparationStatistics statistics =
        new Preparation(trainer, threads).run(read.prepare(), output);
    PrintWriter out = spec.commandLine().getOut();
    StatisticsText.of(statistics).forEach(out::println);
    out.println("wrote " + output);
    out.flush();
    return 0;
  }
}
