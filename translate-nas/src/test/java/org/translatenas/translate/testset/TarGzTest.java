package org.translatenas.translate.testset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TarGzTest {
  private static Map<String, byte[]> read(byte[] archive, String... names) throws IOException {
    return TarGz.read(new ByteArrayInputStream(archive), Set.of(names));
  }

  @Test
  void findsMembers() throws IOException {
    byte[] archive = Archives.tarGz(Map.of("a/b.txt", "x".repeat(700), "./c", "ü", "d", ""));
    Map<String, byte[]> members = read(archive, "a/b.txt", "c", "d", "e");
    assertThat(members).containsOnlyKeys("a/b.txt", "c", "d");
    assertThat(members.get("a/b.txt")).hasSize(700);
    assertThat(new String(members.get("c"), StandardCharsets.UTF_8)).isEqualTo("ü");
    assertThat(members.get("d")).isEmpty();
  }

  @Test
  void readsLongNames() throws IOException {
    String name = "folder/".repeat(30) + "a";
    String record = " path=" + name + "\n";
    int length = record.length() + Integer.toString(record.length() + 3).length();
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    member(tar, "PaxHeader", 'x', length + record);
    member(tar, name.substring(0, 99), '0', "pax");
    member(tar, "././@LongLink", 'L', name + "2\0");
    member(tar, name.substring(0, 99), '0', "gnu");
    byte[] prefixed = Archives.header("short", 1, '0');
    Archives.put(prefixed, 345, "before/it");
    tar.writeBytes(prefixed);
    tar.writeBytes(Arrays.copyOf(new byte[] {'p'}, 512));
    Map<String, byte[]> members =
        read(Archives.gzip(tar.toByteArray()), name, name + "2", "before/it/short", "no");
    assertThat(members.get(name)).isEqualTo("pax".getBytes(StandardCharsets.UTF_8));
    assertThat(members.get(name + "2")).isEqualTo("gnu".getBytes(StandardCharsets.UTF_8));
    assertThat(members.get("before/it/short")).isEqualTo(new byte[] {'p'});
  }

  private static void member(ByteArrayOutputStream tar, String name, char type, String text) {
    tar.writeBytes(Archives.header(name, text.length(), type));
    tar.writeBytes(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 512));
  }

  @Test
  void refusesDamage() {
    byte[] archive = Archives.tarGz(Map.of("a", "x".repeat(5000)));
    assertThatThrownBy(() -> read(Arrays.copyOf(archive, archive.length - 20), "b"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> read(Archives.gzip("no tar".repeat(100).getBytes(StandardCharsets.UTF_8)), "b"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no tar archive");
    assertThatThrownBy(() -> read(new byte[] {1, 2, 3}, "b")).isInstanceOf(IOException.class);
  }
}
