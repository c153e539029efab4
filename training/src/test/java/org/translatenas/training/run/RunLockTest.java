package org.translatenas.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
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
  void aFolderIsWrittenByOneAtATime() throws IOException {
    Path prepared = folder.resolve("prepared");
    try (RunLock held = RunLock.holdWriting(prepared)) {
      assertThatThrownBy(() -> RunLock.holdWriting(prepared))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("prepared: another process is writing it");
    }
    RunLock.holdWriting(prepared).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderIsFreeWhereNobodyHoldsIt() {
    Path run = folder.resolve("run");
    RunLock.requireFree(run);
    assertThat(run).doesNotExist();
    try (RunLock held = RunLock.hold(run)) {
      assertThatThrownBy(() -> RunLock.requireFree(run)).hasMessageContaining("another process");
    }
    RunLock.requireFree(run);
  }

  /** Holds the lock of a folder until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (RunLock held = RunLock.hold(Path.of(arguments[0]))) {
        System.out.println("held");
        while (System.in.read() >= 0) {}
      }
    }
  }

  @Test
  void oneProcessAtATime() throws Exception {
    Path run = folder.resolve("run");
    Process holder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                run.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = holder.inputReader()) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> RunLock.hold(run))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("another process works in this folder");
    } finally {
      holder.destroyForcibly().waitFor();
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
