package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;
import org.translatenas.translate.config.PrepareConfig;
import org.translatenas.translate.config.SubwordKind;

class SentencePieceTokenizerTrainerTest {
  private static PrepareConfig config(int vocabularySize, String normalization) {
    return new PrepareConfig(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        SubwordKind.BPE,
        vocabularySize,
        1000,
        normalization,
        100,
        4.0);
  }

  private static SentencePieceModel train(PrepareConfig config) {
    return new SentencePieceTokenizerTrainer()
        .train(Collections.nCopies(9, "abab abc").stream(), config);
  }

  @Test
  void hasTheSymbolsThatBatchesNeed() {
    Tokenizer tokenizer = Tokenizer.of(train(config(11, "identity")));
    assertThat(tokenizer.vocabularySize()).isEqualTo(11);
    assertThat(PreparedTokenizer.marks(tokenizer, "it")).isEqualTo(new Marks(3, 1, 2));
    // ab is the most frequent pair, then comes the space before it.
    assertThat(tokenizer.piece(4)).isEqualTo("ab");
    assertThat(tokenizer.piece(5)).isEqualTo("\u2581ab");
    assertThat(tokenizer.encodeAsPieces("abc ab")).startsWith("\u2581abc");
  }

  @Test
  void vocabularyThatCannotBe() {
    assertThatThrownBy(() -> train(config(5000, "identity")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "prepare: vocabularySize 5000 is too large for this text; set it to 18 or less");
    assertThat(train(config(18, "identity")).pieces()).hasSize(18);
    assertThatThrownBy(
            () ->
                new SentencePieceTokenizerTrainer()
                    .train(Stream.of("abcdefghij"), config(9, "identity")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "prepare: vocabularySize 9 is too small: the text has 11 characters, and there are 4"
                + " symbols; set it to 15 or more");
  }

  @Test
  void normalizationThatIsNotKnown() {
    assertThatThrownBy(() -> train(config(11, "nfkd")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("prepare: unknown normalization nfkd; ");
  }
}
