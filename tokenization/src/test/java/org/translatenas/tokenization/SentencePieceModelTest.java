package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencePieceModelTest {

  @Test
  void readsPiecesAndSpecs() {
    SentencePieceModel model = Fixture.model("bpe");

    assertThat(model.pieces()).hasSize(600);
    assertThat(model.pieces().subList(0, 8))
        .containsExactly(
            new Piece("<unk>", 0, Piece.Type.UNKNOWN),
            new Piece("<s>", 0, Piece.Type.CONTROL),
            new Piece("</s>", 0, Piece.Type.CONTROL),
            new Piece("<pad>", 0, Piece.Type.CONTROL),
            new Piece("<2de>", 0, Piece.Type.CONTROL),
            new Piece("<url>", 0, Piece.Type.USER_DEFINED),
            new Piece("@@", 0, Piece.Type.USER_DEFINED),
            new Piece("en", -0f, Piece.Type.NORMAL));
    assertThat(model.trainerSpec().modelType()).isEqualTo(ModelType.BPE);
    assertThat(model.trainerSpec().vocabularySize()).isEqualTo(600);
    assertThat(model.trainerSpec().characterCoverage()).isEqualTo(0.9995f);
    assertThat(model.trainerSpec().byteFallback()).isFalse();
    assertThat(model.trainerSpec().unkSurface()).isEqualTo(" \u2047 ");
    assertThat(model.normalizerSpec().name()).isEqualTo("identity");
    assertThat(model.normalizerSpec().addDummyPrefix()).isTrue();
    assertThat(model.normalizerSpec().removeExtraWhitespaces()).isTrue();
    assertThat(model.denormalizerSpec()).isEmpty();
  }

  @Test
  void readsTheOtherTypesAndFlags() {
    assertThat(Fixture.model("unigram").trainerSpec().modelType()).isEqualTo(ModelType.UNIGRAM);
    assertThat(Fixture.model("char").trainerSpec().modelType()).isEqualTo(ModelType.CHAR);
    assertThat(Fixture.model("word").trainerSpec().modelType()).isEqualTo(ModelType.WORD);
    assertThat(Fixture.model("char").trainerSpec().treatWhitespaceAsSuffix()).isTrue();
    assertThat(Fixture.model("bytes").trainerSpec().byteFallback()).isTrue();
    assertThat(Fixture.model("bytes").normalizerSpec().addDummyPrefix()).isFalse();
    assertThat(Fixture.model("bytes").normalizerSpec().removeExtraWhitespaces()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bpe", "bytes", "unigram", "char", "word"})
  void writesWhatItRead(String name, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("copy.model");
    Fixture.model(name).write(file);

    assertThat(Files.readAllBytes(file)).isEqualTo(Fixture.bytes(name + ".model"));
    assertThat(SentencePieceModel.read(file)).isEqualTo(Fixture.model(name));
  }

  @Test
  void keepsFieldsItDoesNotKnow() throws ModelFormatException {
    byte[] bytes =
        ProtoMessage.parse(Fixture.bytes("char.model"), "char")
            .with(300, "from a later version")
            .toByteArray();

    assertThat(SentencePieceModel.parse(bytes, "later").toByteArray()).isEqualTo(bytes);
  }

  @Test
  void everyTruncationIsOneClearLineThatNamesTheFile(@TempDir Path folder) throws IOException {
    byte[] whole = Fixture.bytes("char.model");
    Path file = folder.resolve("short.model");
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SentencePieceModel.read(file))
          .as("%d bytes", length)
          .isInstanceOf(ModelFormatException.class)
          .hasMessageStartingWith(file + ": not a readable SentencePiece model (")
          .hasMessageEndingWith("copy the file again or train the tokenizer anew")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void damageIsReportedOrHarmlessButNothingElse() {
    byte[] whole = Fixture.bytes("bpe.model");
    Random random = new Random(17);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= i % 3; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Throwable thrown =
          catchThrowable(
              () -> {
                Tokenizer read = Tokenizer.of(SentencePieceModel.parse(damaged, "damaged"));
                assertThat(read.decode(read.encode("Größe 12 <url> Ａ"))).isNotNull();
              });
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(ModelFormatException.class);
      }
    }
  }

  @Test
  void refusesAModelWithoutUnknownPieceOrWithAPieceTwice() {
    SentencePieceModel model = Fixture.model("char");
    String known = model.pieces().get(9).text();

    assertThatThrownBy(() -> withPiece(model, known)).hasMessageContaining(known + " occurs twice");

    assertThatThrownBy(
            () ->
                SentencePieceModel.of(
                    model.pieces().subList(1, 20),
                    model.trainerSpec().message(),
                    model.normalizerSpec().message()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 pieces for unknown text");
  }

  @Test
  void takesPiecesUpToALengthThatTheStackBears() {
    SentencePieceModel model = Fixture.model("unigram");
    String longest = "\uFFE6".repeat(666) + "aa"; // three bytes each

    assertThat(Tokenizer.of(withPiece(model, longest)).encode(longest)).hasSize(2);
    assertThatThrownBy(() -> withPiece(model, longest + "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a piece of 2001 bytes, more than 2000");
  }

  private static SentencePieceModel withPiece(SentencePieceModel model, String text) {
    List<Piece> pieces = new ArrayList<>(model.pieces());
    pieces.add(new Piece(text, -1, Piece.Type.NORMAL));
    return SentencePieceModel.of(
        pieces, model.trainerSpec().message(), model.normalizerSpec().message());
  }

  @Test
  void writesScoresAsTheReferenceDoes() {
    assertThat(VocabularyFile.number(0f)).isEqualTo("0");
    assertThat(VocabularyFile.number(-0f)).isEqualTo("-0");
    assertThat(VocabularyFile.number(-7931f)).isEqualTo("-7931");
    assertThat(VocabularyFile.number(-3.456789f)).isEqualTo("-3.45679");
    assertThat(VocabularyFile.number(-10.5f)).isEqualTo("-10.5");
    assertThat(VocabularyFile.number(-1234567f)).isEqualTo("-1.23457e+06");
    assertThat(VocabularyFile.number(-0.000012f)).isEqualTo("-1.2e-05");
  }
}
