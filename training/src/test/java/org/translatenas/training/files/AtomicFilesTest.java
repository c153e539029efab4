package org.translatenas.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    assertThatThrownBy(() -> AtomicFiles.requireWritable(folder.resolve("a")))
        .isInstanceOf(UserException.class)
        .hasMessage(folder.resolve("a") + ": is a folder; choose another name");
    assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("a"), "text"))
        .isInstanceOf(UserException.class);
    assertThat(names()).containsExactlyInAnyOrder("a", "f"); // and nothing half-written
    assertThatThrownBy(() -> AtomicFiles.requireWritable(folder.resolve("f/b.txt")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(folder.resolve("f/b.txt") + ": cannot be written (");
  }

  private static void requireReplaceable(Path place) {
    AtomicFiles.requireReplaceable(place, "a model", List.of("spec", "weights"));
  }

  @Test
  void replacesOnlyWhatItWouldWriteItself() throws IOException {
    Path target = folder.resolve("model");
    requireReplaceable(target);
    Files.createDirectory(target);
    requireReplaceable(target);
    Files.writeString(target.resolve("weights"), "w");
    assertThatThrownBy(() -> requireReplaceable(target))
        .isInstanceOf(UserException.class)
        .hasMessage(target + ": exists and is not a model; choose another --output");
    Files.writeString(target.resolve("spec"), "s");
    requireReplaceable(target);
    Files.writeString(target.resolve("thesis"), "mine");
    assertThatThrownBy(() -> requireReplaceable(target))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("and thesis in it would be lost; move that away or choose another");
    assertThatThrownBy(() -> requireReplaceable(target.resolve("spec")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("exists and is not a model");
    assertThat(names()).containsExactly("model", "model/spec", "model/thesis", "model/weights");
  }

  @Test
  void theWorkingFolderStays() {
    Path here = Path.of("").toAbsolutePath();
    List<String> all = Arrays.stream(here.toFile().list()).toList();
    for (Path way : List.of(here, Path.of("."))) {
      assertThatThrownBy(() -> AtomicFiles.requireReplaceable(way, "a module", all))
          .isInstanceOf(UserException.class)
          .hasMessage(
              way + ": is the folder that you are in and would be replaced; choose one inside it");
    }
  }

  @Test
  void aLinkToAnotherDiskStays() throws IOException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("disk/model"));
    AtomicFiles.writeFolder(link, f -> Files.writeString(f.resolve("spec"), "1"));
    requireReplaceable(link);
    AtomicFiles.writeFolder(link, f -> Files.writeString(f.resolve("spec"), "2"));
    assertThat(link).isSymbolicLink();
    assertThat(disk.resolve("model/spec")).hasContent("2");
    Files.move(disk.resolve("model"), disk.resolve("model.being-replaced"));
    assertThat(AtomicFiles.recoverFolder(link)).isTrue();
    assertThat(link.resolve("spec")).hasContent("2");
    Path further = Files.createSymbolicLink(folder.resolve("further"), link);
    AtomicFiles.writeFolder(further, f -> Files.writeString(f.resolve("spec"), "3"));
    assertThat(link).isSymbolicLink();
    assertThat(disk.resolve("model/spec")).hasContent("3");
    Path round = Files.createSymbolicLink(folder.resolve("round"), Path.of("round"));
    assertThatThrownBy(() -> AtomicFiles.writeFolder(round, f -> {}))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("round: cannot be written");
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
    assertThat(names()).containsExactly("model", "model/old");
    AtomicFiles.writeFolder(target, f -> Files.writeString(f.resolve("new"), "3"));
    assertThat(names()).containsExactly("model", "model/new");
  }

  @Test
  void leavesCopiesThatAPersonHasMadeBesideIt() throws IOException {
    Path target = folder.resolve("model");
    Files.createDirectories(folder.resolve("model.old/mine"));
    Files.createDirectories(folder.resolve("model.tmp/mine"));
    assertThat(AtomicFiles.recoverFolder(target)).isFalse();
    for (String content : List.of("1", "2")) {
      requireReplaceable(target);
      AtomicFiles.writeFolder(target, f -> Files.writeString(f.resolve("spec"), content));
    }
    assertThat(target.resolve("spec")).hasContent("2");
    assertThat(names())
        .containsExactly(
            "model", "model.old", "model.old/mine", "model.tmp", "model.tmp/mine", "model/spec");
  }

  @Test
  void bringsBackAFolderKilledBetweenTheTwoRenames() throws IOException {
    Path target = folder.resolve("model");
    Files.createDirectory(folder.resolve("model.being-replaced"));
    Files.writeString(folder.resolve("model.being-replaced/w"), "1");
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
