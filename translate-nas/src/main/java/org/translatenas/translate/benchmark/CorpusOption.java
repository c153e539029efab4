package org.translatenas.translate.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.translatenas.translate.data.PreparedCorpus;
import picocli.CommandLine.Option;

/** What a benchmark reads. */
final class CorpusOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder that prepare has written.")
  private Path data;

  PreparedCorpus open() throws IOException {
    return PreparedCorpus.open(data);
  }
}
