package org.translatenas.translate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.search.SearchRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code translate-nas search}: a prepared corpus becomes an architecture. */
@Command(
    name = "search",
    description =
        "Searches an architecture on a prepared corpus and writes OUTPUT/architecture.json, for"
            + " 'train --architecture', and OUTPUT/search.jsonl.",
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder that prepare has written.")
  private Path data;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The run's folder.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    new SearchRun(config.read(), PreparedCorpus.open(data), output).run();
    System.err.println("wrote " + output.resolve("architecture.json"));
    return 0;
  }
}
