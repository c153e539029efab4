package org.translatenas.translate.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProgramTest {
  @TempDir private Path folder;

  @Test
  void whatAnEarlierAttemptSaidIsNotTheReason() throws IOException {
    Path log = folder.resolve("search.log");
    String earlier = "translate-nas: paused at update 100\n";
    Files.writeString(log, earlier);
    ChildProgram.End end =
        ChildProgram.run(log, List.of("search", "--data=a", "--output=b", "--nothing"));
    assertThat(end.exitCode()).isEqualTo(2);
    assertThat(end.lastWords()).isEqualTo("Unknown option: '--nothing'");
    assertThat(Files.readString(log)).startsWith(earlier).contains("--nothing");

    end =
        ChildProgram.run(log, List.of("search", "--config=nothing.yaml", "--data=a", "--output=b"));
    assertThat(end.lastWords()).startsWith("nothing.yaml: ");
  }

  @Test
  void aKilledProcessSaysNothingItself() {
    assertThat(ChildProgram.lastWords(137, "settings: 1 thread\n8 nodes\n\n"))
        .isEqualTo(
            "ended with exit code 137 (signal 9; 9 is often for want of memory), and last said:"
                + " 8 nodes");
  }
}
