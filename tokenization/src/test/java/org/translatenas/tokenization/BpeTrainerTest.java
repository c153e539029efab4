package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeTrainerTest {
  private static final List<String> TEXTS =
      TokenizerTest.expected().map(arguments -> (String) arguments.get()[1]).distinct().toList();

  @Test
  void findsTheVocabularyOfTheReference(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.vocab");
    BpeTrainer.train(TEXTS, BpeTrainer.Options.of(330)).writeVocabulary(file);

    assertThat(Files.readString(file))
        .isEqualTo(new String(Fixture.bytes("trained.vocab"), StandardCharsets.UTF_8));
  }

  @Test
  void countsOverlapsAndKeepsScriptsApartAsTheReferenceDoes() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lines.add("aaaa xaaa aaa");
      lines.add("baaab aaaaa");
    }
    lines.add("a1b2 日本語カタカナー ひらがな F1 ʰh αβγ abγ");

    SentencePieceModel model = BpeTrainer.train(lines, BpeTrainer.Options.of(48));

    assertThat(String.join(" ", model.pieces().stream().map(Piece::text).toList()))
        .isEqualTo(
            "<unk> <s> </s> <pad> aa aaa ▁aa ▁b ▁x aaab ▁aaa ▁aaaa ▁xaaa ▁aaaaa ▁baaab ▁a ʰh αβ ▁F"
                + " ▁ひ ▁日 がな カタ カナ 本語 a ▁ b x 1 γ カ 2 F h ʰ α β が な ひ ら タ ナ ー 日 本 語");
  }

  @Test
  void dependsOnTheLinesOnlyNotOnTheirOrder() {
    List<String> shuffled = new ArrayList<>(TEXTS);
    Collections.shuffle(shuffled, new Random(5));

    assertThat(BpeTrainer.train(shuffled, BpeTrainer.Options.of(300)))
        .isEqualTo(BpeTrainer.train(TEXTS, BpeTrainer.Options.of(300)));
  }

  @Test
  void makesAModelThatReadsBackAndCoversItsText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.model");
    SentencePieceModel model = BpeTrainer.train(TEXTS, BpeTrainer.Options.of(330));
    model.write(file);
    Tokenizer tokenizer = Tokenizer.load(file);

    assertThat(tokenizer.model()).isEqualTo(model);
    assertThat(tokenizer.padId()).isEqualTo(3);
    for (String text : TEXTS) {
      if (text.contains("\t") || text.contains("</s>")) {
        // Neither a tab nor the characters of a symbol get into the alphabet.
        continue;
      }
      int[] ids = tokenizer.encode(text);
      assertThat(ids).doesNotContain(0);
      assertThat(tokenizer.decode(ids))
          .isEqualTo(tokenizer.normalize(text).replace('▁', ' ').stripLeading());
    }
  }

  @Test
  void tellsOfItsProgress() {
    List<Integer> seen = new ArrayList<>();
    BpeTrainer.train(List.of("low lower lowest"), BpeTrainer.Options.of(16), seen::add);

    assertThat(seen).containsExactly(1, 2, 3, 4);
  }

  @Test
  void namesTheBoundOfAVocabularyThatDoesNotFit() {
    List<String> lines = List.of("low lower lowest");

    assertThatThrownBy(() -> BpeTrainer.train(lines, BpeTrainer.Options.of(1000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vocabularySize 1000 is too large for this text; set it to 27 or less");
    assertThatThrownBy(() -> BpeTrainer.train(lines, BpeTrainer.Options.of(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 8 characters, and there are 4 symbols; set it to 12 or more");
    assertThatThrownBy(() -> BpeTrainer.train(List.of(), BpeTrainer.Options.of(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set it to 4 or less");
  }

  @Test
  void leavesOutLongLinesAndTheReservedCharacter() {
    BpeTrainer.Options options = BpeTrainer.Options.of(16);
    List<String> lines = List.of("low lower lowest", "z▅z", "y".repeat(4193));

    assertThat(BpeTrainer.train(lines, options))
        .isEqualTo(BpeTrainer.train(lines.subList(0, 1), options));
  }

  @Test
  void placesSymbolsAtTheirIds() {
    BpeTrainer.Options options =
        new BpeTrainer.Options(
            278,
            1,
            2,
            -1,
            0,
            5,
            List.of("<2de>"),
            List.of("<url>"),
            true,
            4192,
            16,
            true,
            true,
            true,
            "identity");

    List<String> pieces =
        BpeTrainer.train(List.of("low <url> lower"), options).pieces().stream()
            .map(Piece::text)
            .toList();

    // As spm_train gives them.
    assertThat(pieces.subList(0, 7))
        .containsExactly("</s>", "<2de>", "<unk>", "<url>", "<0x00>", "<pad>", "<0x01>");
    assertThat(String.join(" ", pieces.subList(260, 278)))
        .isEqualTo("<0xFF> lo low ▁low er ▁lower ow we ▁l ▁lo lowe ▁lowe ▁ l o w e r");
  }

  @Test
  void refusesSymbolsThatClash() {
    BpeTrainer.Options options = BpeTrainer.Options.of(50);

    assertThatThrownBy(
            () -> BpeTrainer.train(List.of("a"), options.withSymbols(List.of("x"), List.of("x"))))
        .hasMessage("the symbol x is defined twice");
    assertThatThrownBy(() -> options.withCharacterCoverage(0.5))
        .hasMessage("characterCoverage must be between 0.98 and 1");
    assertThatThrownBy(() -> BpeTrainer.train(List.of("a"), options.withNormalization("nfd")))
        .hasMessageStartingWith("unknown normalization nfd");
  }
}
