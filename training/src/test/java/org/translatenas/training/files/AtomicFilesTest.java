package org.translatenas.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class AtomicFilesTest {
  @TempDir Path folder;

  private Stream<String> names() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree
          .filter(p -> !p.equals(folder))
          .map(p -> folder.relativize(p).toString().replace('\\', '/'))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void replacesAFileAndMakesItsFolder() throws IOException {
    Path file = folder.resolve("a/b.txt");
    AtomicFiles.write(file, "eins");
    AtomicFiles.write(file, "zwölf");
    assertThat(file).hasContent("zwölf");
    assertThat(names()).containsExactly("a", "a/b.txt");
  }

  @Test
  void keepsTheOldFileWhenWritingFails() throws IOException {
    Path file = folder.resolve("b.txt");
    AtomicFiles.write(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    channel -> {
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(UserException.class)
        .hasMessage(
            file
                + ": cannot be written (java.io.IOException: disk full); check the folder, its"
                + " permissions and the free space");
    assertThat(file).hasContent("old");
  }

  @Test
  void saysBeforehandThatNothingCanBeWritten() throws IOException {
    AtomicFiles.requireWritable(folder.resolve("a/b.txt"));
    assertThat(names()).containsExactly("a");
    Files.writeString(folder.resolve("f"), "no folder");
    assertThatThrownBy(() -> AtomicFiles.requireWritable(folder.resolve("f/b.txt")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(folder.resolve("f/b.txt") + ": cannot be written (");
  }

  @Test
  void replacesAFolderAsAWhole() throws IOException {
    Path target = folder.resolve("model");
    AtomicFiles.writeFolder(target, f -> Files.writeString(f.resolve("old"), "1"));
    AtomicFiles.writeFolder(
        target,
        f -> {
          assertThat(target.resolve("old")).exists();
          Files.createDirectory(f.resolve("sub"));
          Files.writeString(f.resolve("sub/new"), "2");
        });
    assertThat(names()).containsExactly("model", "model/sub", "model/sub/new");
  }

  @Test
  void keepsTheOldFolderWhenWritingFails() throws IOException {
    Path target = folder.resolve("model");
    AtomicFiles.writeFolder(target, f -> Files.writeString(f.resolve("old"), "1"));
    assertThatThrownBy(
            () ->
                AtomicFiles.writeFolder(
                    target,
                    f -> {
                      Files.writeString(f.resolve("part"), "2");
                      throw new IllegalStateException("killed here");
                    }))
        .hasMessage("killed here");
    assertThat(target.resolve("old")).hasContent("1");
    AtomicFiles.writeFolder(target, f -> Files.writeString(f.resolve("new"), "3"));
    assertThat(names()).containsExactly("model", "model/new");
  }

  @Test
  void bringsBackAFolderKilledBetweenTheTwoRenames() throws IOException {
    Path target = folder.resolve("model");
    Files.createDirectory(folder.resolve("model.old"));
    Files.writeString(folder.resolve("model.old/w"), "1");
    assertThat(AtomicFiles.recoverFolder(target)).isTrue();
    assertThat(AtomicFiles.recoverFolder(target)).isFalse();
    assertThat(names()).containsExactly("model", "model/w");
  }

  @Test
  void deletesWhatIsThere() throws IOException {
    AtomicFiles.write(folder.resolve("a/b/c"), "x");
    AtomicFiles.delete(folder.resolve("a"));
    AtomicFiles.delete(folder.resolve("a"));
    assertThat(names()).isEmpty();
  }
}
