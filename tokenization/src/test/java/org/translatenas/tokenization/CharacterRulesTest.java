package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterRulesTest {
  private static TextNormalizer nmt;
  private static TextNormalizer nfkc;

  @BeforeAll
  static void compile() throws ModelFormatException {
    nmt = normalizer(CharacterRules.NMT_NFKC);
    nfkc = normalizer(CharacterRules.NFKC);
  }

  /** Character rules only: spaces stay as they are. */
  private static TextNormalizer normalizer(String name) throws ModelFormatException {
    NormalizerSpec spec =
        new NormalizerSpec(
            ProtoMessage.EMPTY
                .with(NormalizerSpec.PRECOMPILED_CHARSMAP, CharacterRules.compiled(name))
                .with(NormalizerSpec.ADD_DUMMY_PREFIX, false)
                .with(NormalizerSpec.REMOVE_EXTRA_WHITESPACES, false)
                .with(NormalizerSpec.ESCAPE_WHITESPACES, false),
            name);
    return new TextNormalizer(
        spec,
        CharsMap.parse(spec.precompiledCharsmap(), name),
        new SymbolMatcher(List.of()),
        false);
  }

  /** As {@code spm_normalize} gives them with a model of {@code nmt_nfkc}. */
  @ParameterizedTest
  @CsvSource({
    "ﬁne ﬂow №5 ½ ㎏, fine flow No5 1\u20442 kg",
    "A\u030angstro\u0308m e\u0301, \u00c5ngstr\u00f6m \u00e9",
    "\u1112\u1161\u11ab\u1100\u1173\u11af \uffa1\uffc2, 한글 가",
    "ｶﾞｷﾞｸﾞ ＡＢＣ　１２３, ガギグ ABC 123",
    "Ｗａｉｔ～wave〜tilde~, Wait～wave〜tilde~",
    "a\u200bb\u00a0c\u2028d\ufeffe\u200df, a b c d e\u200df",
    "x\u0001\u0007y\u007fz, xyz",
    "\u1d2c\ud835\udd4f\ud83c\udd00 ™ …, AX0. TM ...",
    // A mark that is out of order is left alone: the rules see no further than themselves.
    "q\u0323\u0307 \u1e0b\u0323, q\u0323\u0307 \u1e0b\u0323",
    "low▁lower, low lower",
    "İıſß, İısß",
    "👋🏽, 👋🏽"
  })
  void changesTextAsTheReferenceDoes(String text, String expected) {
    assertThat(nmt.normalize(text)).isEqualTo(expected);
  }

  @Test
  void composesEveryCharacterFromWhatItDecomposesTo() {
    for (int codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (!Character.isDefined(codePoint) || Character.getType(codePoint) == Character.SURROGATE) {
        continue;
      }
      String character = Character.toString(codePoint);
      String composed = Normalizer.normalize(character, Normalizer.Form.NFKC);
      assertThat(nfkc.normalize(character)).isEqualTo(composed);
      String decomposed = Normalizer.normalize(character, Normalizer.Form.NFD);
      assertThat(nfkc.normalize(decomposed)).isEqualTo(composed);
    }
  }

  @Test
  void refusesANormalizationThatThereIsNot() {
    assertThatThrownBy(() -> CharacterRules.compiled("nfd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown normalization nfd; there are nmt_nfkc, nfkc and identity");
    assertThat(CharacterRules.compiled("identity")).isEmpty();
  }

  @Test
  void storesEqualEndingsOnce() {
    Map<String, String> rules = CharacterRules.named(CharacterRules.NMT_NFKC);

    assertThat(rules).hasSizeGreaterThan(200_000);
    assertThat(CharacterRules.compiled(CharacterRules.NMT_NFKC)).hasSizeLessThan(260_000);
  }
}
