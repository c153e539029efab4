package org.translatenas.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class RunLockTest {
  @TempDir private Path folder;

  @Test
  void oneAtATime() {
    Path run = folder.resolve("a/run");
    try (RunLock held = RunLock.hold(run)) {
      assertThat(run.resolve(RunLock.NAME)).exists();
      assertThatThrownBy(() -> RunLock.hold(run))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("a/run: another process works in this folder");
    }
    RunLock.hold(run).close();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RunLock.hold(file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("file: cannot be written");
  }
}
