package org.translatenas.training.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.UserException;

class SafeTensorsTest {
  private static final String ADVICE = "; copy or write it again, or use an older checkpoint";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("w.safetensors");
  }

  private static Map<String, StoredTensor> tensors() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "mask",
        StoredTensor.of(DataType.U8, new long[] {3}, ByteBuffer.wrap(new byte[] {1, 0, 1})));
    tensors.put("w", StoredTensor.of(new long[] {2, 2}, 1f, -2.5f, Float.NaN, Float.MIN_VALUE));
    tensors.put("step", StoredTensor.of(new long[] {}, 7L));
    tensors.put("none", StoredTensor.of(new long[] {0, 4}, new double[0]));
    return tensors;
  }

  /** A file of a header and so many zero bytes. */
  private void writeRaw(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer raw =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, raw.putLong(json.length).put(json).array());
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessage(file + ": " + message + ADVICE);
  }

  @Test
  void readsWhatItWrote() {
    SafeTensors.write(file, tensors(), Map.of("format", "translate-nas", "ü", "ö"));
    SafeTensors read = SafeTensors.read(file);
    assertThat(read.tensors()).containsExactlyEntriesOf(tensors());
    assertThat(read.metadata()).isEqualTo(Map.of("format", "translate-nas", "ü", "ö"));
    assertThat(read.tensor("w").toFloats()).containsExactly(1f, -2.5f, Float.NaN, Float.MIN_VALUE);
    assertThat(read.tensor("w").floats().get(1)).isEqualTo(-2.5f);
    assertThat(read.tensor("step").toLongs()).containsExactly(7);
    assertThat(read.tensor("none").shape()).containsExactly(0, 4);
  }

  @Test
  void laysTheFileOutAsTheFormatSays() throws IOException {
    SafeTensors.write(file, tensors(), Map.of());
    ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerBytes = (int) raw.getLong();
    assertThat((8 + headerBytes) % 64).isZero();
    byte[] header = new byte[headerBytes];
    raw.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"mask\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[24,27]},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[8,24]},"
                + "\"step\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                + "\"none\":{\"dtype\":\"F64\",\"shape\":[0,4],\"data_offsets\":[8,8]}}");
    assertThat(raw.getLong()).isEqualTo(7);
    assertThat(raw.getFloat()).isEqualTo(1f);
    assertThat(raw.remaining()).isEqualTo(12 + 3);
  }

  @Test
  void holdsNoTensorsToo() {
    SafeTensors.write(file, Map.of(), Map.of());
    assertThat(SafeTensors.read(file).tensors()).isEmpty();
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    SafeTensors.write(file, tensors(), Map.of());
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SafeTensors.read(file))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(": is truncated: " + length + " bytes, its header promises ");
    }
  }

  @Test
  void saysHowLongAFileShouldBe() throws IOException {
    String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[500],\"data_offsets\":[0,2000]}}";
    writeRaw(header, 1000);
    assertRefused("is truncated: 1,067 bytes, its header promises 2,067");
    writeRaw(header, 2010);
    assertRefused("is too long: 2,077 bytes, its header promises 2,067");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [] | its header is not a JSON object
          {"a":1 | its header is not valid JSON (line 1, column 7)
          {"a":1,"a":2} | its header is not valid JSON (line 1, column 11)
          {"a":1} | tensor a has the number format ; known are [F64, I64, F32, I32, BF16, U8]
          {"a":{"dtype":"F8","shape":[],"data_offsets":[0,1]}} | tensor a has the number format "F8"; known are [F64, I64, F32, I32, BF16, U8]
          {"a":{"dtype":"U8","data_offsets":[0,1]}} | tensor a lacks its shape or data offsets
          {"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}} | tensor a has no pair of data offsets
          {"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}} | tensor a has the impossible number -1
          {"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}} | tensor a has the impossible number 1.5
          {"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,1]}} | tensor a has an impossible shape [4611686018427387904, 4]
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}} | tensor a of F32[2] needs 8 bytes, its offsets are [0, 4]
          {"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}} | tensor a begins at 1, not where the one before it ends, at 0
          {"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}} | tensor b begins at 1, not where the one before it ends, at 2
          {"__metadata__":{"a":1}} | its metadata a is not a text
          {"__metadata__":1} | its metadata is not a JSON object
          """)
  void refusesADamagedHeader(String header, String message) throws IOException {
    writeRaw(header, 3);
    assertRefused("is damaged: " + message);
  }

  @Test
  void refusesAnotherKindOfFile() throws IOException {
    Files.writeString(file, "PK\3\4 this is a zip archive");
    assertRefused("is not a safetensors file: its header length is 7595448452415441744");
  }

  @Test
  void neverFailsUnexpectedlyOnAFlippedHeaderByte() throws IOException {
    SafeTensors.write(file, tensors(), Map.of());
    byte[] whole = Files.readAllBytes(file);
    int headerEnd = whole.length - 27;
    for (int i = 0; i < headerEnd; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x11;
      Files.write(file, flipped);
      try {
        SafeTensors.read(file).tensors();
      } catch (UserException e) {
        assertThat(e).hasMessageStartingWith(file + ": ").hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void namesAMissingFileAndTensor() {
    assertThatThrownBy(() -> SafeTensors.read(file))
        .hasMessage(file + ": there is no such file; check the path");
    assertThatThrownBy(() -> SafeTensors.read(folder))
        .hasMessage(folder + ": is a folder, not a weights file; check the path");
    SafeTensors.write(file, Map.of(), Map.of());
    assertThatThrownBy(() -> SafeTensors.read(file).tensor("w"))
        .hasMessage(file + ": has no tensor w; it belongs to another model or version");
  }

  @Test
  void refusesNumbersThatDoNotFitTheShape() {
    assertThatThrownBy(() -> StoredTensor.of(new long[] {3}, 1f))
        .hasMessage("F32[3] has 12 bytes, not 4");
    assertThatThrownBy(() -> StoredTensor.of(new long[] {1}, 1f).toLongs())
        .hasMessage("a tensor of F32, read as I64");
  }
}
