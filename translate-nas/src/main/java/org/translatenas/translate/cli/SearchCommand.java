package org.translatenas.translate.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.translatenas.translate.search.SearchRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code translate-nas search}: a prepared corpus becomes an architecture. */
@Command(
    name = "search",
    description =
        "Searches an architecture on a prepared corpus and writes OUTPUT/architecture.json, for"
            + " 'train --architecture', and OUTPUT/search.jsonl. A search that was stopped goes on when"
            + " the same command is given again.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;

  @Mixin private RunFolders folders;

  @Option(
      names = "--dry-run",
      description =
          "Compute nothing; print what the search would need in memory in each mode of"
              + " search.backpropagation, and the largest batch that fits into runtime.memoryBudget.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SearchRun search = new SearchRun(config.read(), folders.corpus(), folders.output());
    if (dryRun) {
      spec.commandLine().getOut().print(search.memory());
      spec.commandLine().getOut().flush();
      return 0;
    }
    folders.run(search::run);
    System.err.println("wrote " + folders.output().resolve("architecture.json"));
    return 0;
  }
}
