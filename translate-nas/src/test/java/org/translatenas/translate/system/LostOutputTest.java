package org.translatenas.translate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No result is lost without a word when the disk is full. */
class LostOutputTest {
  private static final File FULL = new File("/dev/full");

  @TempDir private Path folder;

  @Test
  void aFullDiskEndsTheCommandWithOneLine() throws IOException, InterruptedException {
    assumeThat(FULL).as("a device of Linux").exists();
    Files.writeString(folder.resolve("ref"), "a b c d\n");
    Program program = new Program(folder);

    Program.Result result = program.run("a b c d\n", FULL, "score", "ref");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            "translate-nas: standard output: cannot be written (No space left on device); check"
                + " where it goes\n");
  }
}
