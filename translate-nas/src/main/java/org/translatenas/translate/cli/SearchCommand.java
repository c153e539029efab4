package org.translatenas.translate.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.translatenas.translate.search.SearchRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Override
  public Integer call() throws IOException {
    SearchRun search = new SearchRun(config.read(), folders.corpus(), folders.output());
    folders.run(search::run);
    System.err.println("wrote " + folders.output().resolve("architecture.json"));
    return 0;
  }
}
