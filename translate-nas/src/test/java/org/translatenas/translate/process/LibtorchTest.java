package org.translatenas.translate.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class LibtorchTest {
  private final AtomicInteger starts = new AtomicInteger();

  @TempDir private Path folder;

  private void start(String own) {
    Libtorch.start(Map.of(Libtorch.OWN, own), starts::incrementAndGet);
  }

  @Test
  void ownLibraryThatIsNotThereIsRefusedBeforeAnotherIsTaken() {
    assertThatThrownBy(() -> start(folder.toString()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("PYTORCH_LIBRARY_PATH is " + folder)
        .hasMessageContaining("unset it")
        .extracting(e -> ((UserException) e).exitCode())
        .isEqualTo(2);
    assertThat(starts).hasValue(0);
  }

  @Test
  void ownLibraryIsFoundInOneOfTheFoldersOrByItsFile() throws IOException {
    Path library = Files.createFile(folder.resolve(System.mapLibraryName("torch")));
    start("/nowhere" + File.pathSeparator + folder);
    start(library.toString());
    start("");
    Libtorch.start(Map.of(), starts::incrementAndGet);
    assertThat(starts).hasValue(4);
  }

  @Test
  void whatKeepsItFromStartingIsOneLineWithTheReason() {
    Throwable full = new IOException("No space left on device");
    Throwable extraction = new IllegalStateException("Failed to extract\nmore", full);
    assertThatThrownBy(
            () ->
                Libtorch.start(
                    Map.of(),
                    () -> {
                      throw new ExceptionInInitializerError(extraction);
                    }))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "cannot be started (java.lang.IllegalStateException: Failed to extract:"
                + " java.io.IOException: No space left on device)")
        .hasMessageNotContaining("\n");
  }
}
