package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerTest {

  static Stream<Arguments> expected() {
    return new String(Fixture.bytes("expected.tsv"), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split("\t", -1))
        .map(
            fields ->
                Arguments.of(
                    fields[0],
                    tabs(fields[1]),
                    Arrays.stream(fields[2].split(" ")).mapToInt(Integer::parseInt).toArray(),
                    List.of(tabs(fields[3]).split(" ")),
                    tabs(fields[4])));
  }

  private static String tabs(String field) {
    return field.replace("\\t", "\t");
  }

  @ParameterizedTest
  @MethodSource("expected")
  void agreesWithTheReference(
      String model, String text, int[] ids, List<String> pieces, String decoded) {
    Tokenizer tokenizer = Tokenizer.of(Fixture.model(model));

    assertThat(tokenizer.encode(text)).containsExactly(ids);
    assertThat(tokenizer.encodeAsPieces(text)).isEqualTo(pieces);
    assertThat(tokenizer.decode(ids)).isEqualTo(decoded);
  }

  @Test
  void knowsItsSymbols() {
    Tokenizer tokenizer = Tokenizer.of(Fixture.model("bpe"));

    assertThat(tokenizer.vocabularySize()).isEqualTo(600);
    assertThat(tokenizer.unkId()).isEqualTo(0);
    assertThat(tokenizer.bosId()).isEqualTo(1);
    assertThat(tokenizer.eosId()).isEqualTo(2);
    assertThat(tokenizer.padId()).isEqualTo(3);
    assertThat(tokenizer.id("<2de>")).hasValue(4);
    assertThat(tokenizer.id("<url>")).hasValue(5);
    assertThat(tokenizer.id("nowhere")).isEmpty();
    assertThat(tokenizer.piece(7)).isEqualTo("en");
    assertThatThrownBy(() -> tokenizer.piece(600))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("piece 600 is outside the vocabulary, 0 to 599");
    assertThatThrownBy(() -> tokenizer.decode(new int[] {1, -1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lacksAPaddingSymbolIfTheModelDoes() {
    SentencePieceModel model = Fixture.model("bpe");
    List<Piece> pieces =
        model.pieces().stream().filter(piece -> !piece.text().equals("<pad>")).toList();

    assertThat(Tokenizer.of(with(model, pieces)).padId()).isEqualTo(-1);
  }

  @Test
  void dropsSymbolsAndShowsTheUnknown() {
    Tokenizer tokenizer = Tokenizer.of(Fixture.model("bpe"));

    assertThat(tokenizer.decode(new int[] {1, tokenizer.id("▁aus").getAsInt(), 0, 4, 2, 3, 3}))
        .isEqualTo("aus \u2047 ");
    assertThat(tokenizer.decode(new int[0])).isEmpty();
    assertThat(tokenizer.encode("")).isEmpty();
    assertThat(tokenizer.encode("   ")).isEmpty();
    assertThat(tokenizer.decodePieces(List.of("▁aus", "▁", "👋"))).isEqualTo("aus 👋");
  }

  @Test
  void joinsBytesAndReplacesThoseOutOfPlace() {
    Tokenizer tokenizer = Tokenizer.of(Fixture.model("bytes"));

    assertThat(tokenizer.decodePieces(List.of("<0xF0>", "<0x9F>", "<0x91>", "<0x8B>", "e")))
        .isEqualTo("👋e");
    // Each as spm_decode gives it: cut off, overlong, half of a surrogate pair, alone.
    assertThat(tokenizer.decodePieces(List.of("<0xF0>", "<0x9F>", "e"))).isEqualTo("\uFFFD\uFFFDe");
    assertThat(tokenizer.decodePieces(List.of("<0xC0>", "<0x80>"))).isEqualTo("\uFFFD\uFFFD");
    assertThat(tokenizer.decodePieces(List.of("<0xED>", "<0xA0>", "<0x80>")))
        .isEqualTo("\uFFFD\uFFFD\uFFFD");
    assertThat(tokenizer.decodePieces(List.of("<0x80>", "<0x41>"))).isEqualTo("\uFFFDA");
  }

  @Test
  void takesUnusedPiecesApart() {
    SentencePieceModel model = Fixture.model("bpe");
    List<Piece> pieces =
        model.pieces().stream()
            .map(
                piece ->
                    List.of("▁the", "▁and", "and", "ing").contains(piece.text())
                        ? new Piece(piece.text(), piece.score(), Piece.Type.UNUSED)
                        : piece)
            .toList();
    Tokenizer tokenizer = Tokenizer.of(with(model, pieces));

    assertThat(tokenizer.encodeAsPieces("the thing and the sanding"))
        .doesNotContain("▁the", "▁and", "ing")
        .isEqualTo(List.of(UNUSED_EXPECTED.split(" ")));
  }

  private static final String UNUSED_EXPECTED = "▁t he ▁th in g ▁an d ▁t he ▁s an d in g";

  private static SentencePieceModel with(SentencePieceModel model, List<Piece> pieces) {
    return SentencePieceModel.of(
        pieces, model.trainerSpec().message(), model.normalizerSpec().message());
  }

  @Test
  void givesTheSameToManyThreads() {
    Tokenizer tokenizer = Tokenizer.of(Fixture.model("bpe"));
    List<Object[]> cases = expected().map(Arguments::get).filter(c -> c[0].equals("bpe")).toList();

    IntStream.range(0, 2000)
        .parallel()
        .forEach(
            i -> {
              Object[] one = cases.get(i % cases.size());
              assertThat(tokenizer.encode((String) one[1])).containsExactly((int[]) one[2]);
            });
  }

  @Test
  void loadsAFileAndRefusesDamagedRules(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.model");
    SentencePieceModel model = Fixture.model("unigram");
    model.write(file);
    assertThat(Tokenizer.load(file).vocabularySize()).isEqualTo(400);

    byte[] tooLong = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, 0};
    SentencePieceModel.of(
            model.pieces(),
            model.trainerSpec().message(),
            model.normalizerSpec().message().with(NormalizerSpec.PRECOMPILED_CHARSMAP, tooLong))
        .write(file);
    assertThatThrownBy(() -> Tokenizer.load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("damaged normalisation rules");
    assertThat(Files.exists(file)).isTrue();
  }
}
