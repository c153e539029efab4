package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TokenizerPropertyTest {
  private static final Tokenizer BPE = Tokenizer.of(Fixture.model("bpe"));
  private static final Tokenizer BYTES = Tokenizer.of(Fixture.model("bytes"));
  private static final Tokenizer UNIGRAM = Tokenizer.of(Fixture.model("unigram"));

  /** Any scalar values, with emoji and other planes as frequent as plain letters. */
  @Provide
  Arbitrary<String> unicode() {
    Arbitrary<Integer> codePoints =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0x20, 0x7E),
            Arbitraries.integers().between(1, 0xD7FF),
            Arbitraries.integers().between(0xE000, 0xFFFF),
            Arbitraries.integers().between(0x10000, 0x10FFFF),
            Arbitraries.integers().between(0x1F300, 0x1FAFF));
    return codePoints
        .list()
        .ofMaxSize(40)
        .map(
            points -> {
              StringBuilder text = new StringBuilder();
              points.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  @Property
  void bytesBringBackAnyText(@ForAll("unicode") String text) {
    // The model keeps all spaces; U+2581 is what it writes for one.
    assertThat(BYTES.decode(BYTES.encode(text))).isEqualTo(text.replace('\u2581', ' '));
  }

  @Property
  void piecesAreTheNormalisedText(@ForAll("unicode") String text) {
    for (Tokenizer tokenizer : List.of(BPE, UNIGRAM)) {
      assertThat(String.join("", tokenizer.encodeAsPieces(text)))
          .isEqualTo(tokenizer.normalize(text));
    }
  }

  @Property
  void idsAreThoseOfThePieces(@ForAll("unicode") String text) {
    for (Tokenizer tokenizer : List.of(BPE, BYTES, UNIGRAM)) {
      int[] ids =
          tokenizer.encodeAsPieces(text).stream()
              .mapToInt(piece -> tokenizer.id(piece).orElse(tokenizer.unkId()))
              .toArray();
      assertThat(tokenizer.encode(text)).isEqualTo(ids);
    }
  }

  @Property
  void decodesAnyIdsToWholeCharacters(@ForAll List<Integer> numbers) {
    int[] ids = numbers.stream().mapToInt(n -> Math.floorMod(n, BYTES.vocabularySize())).toArray();
    String text = BYTES.decode(ids);
    assertThat(Utf8.repaired(text)).isEqualTo(text);
  }

  @Property
  void survivesAnySequenceOfChars(@ForAll String chars) {
    for (Tokenizer tokenizer : List.of(BPE, BYTES, UNIGRAM)) {
      int[] ids = tokenizer.encode(chars);
      assertThat(Arrays.stream(ids)).allMatch(id -> id < tokenizer.vocabularySize());
    }
    assertThat(BYTES.decode(BYTES.encode(chars)))
        .isEqualTo(Utf8.repaired(chars).replace('\u2581', ' '));
  }
}
