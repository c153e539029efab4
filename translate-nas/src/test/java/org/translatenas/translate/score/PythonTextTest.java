package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PythonTextTest {
  @Test
  void knowsPythonsWhiteSpace() {
    assertThat(IntStream.range(0, 0x10000).filter(c -> PythonText.isSpace((char) c)).toArray())
        .containsExactly(
            0x9, 0xA, 0xB, 0xC, 0xD, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x85, 0xA0, 0x1680, 0x2000,
            0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028,
            0x2029, 0x202F, 0x205F, 0x3000);
  }

  /** Drawn at random; what Python 3.11 says of it. */
  @Test
  void lowersAsPython() {
    List<String> pairs =
        List.of(
            "\uD83D\uDE00\u03A3", "\uD83D\uDE00\u03C3",
            " \u0391\u03A3'a", " \u03B1\u03C3'a",
            "-\u03A3", "-\u03C3",
            "\u03A3", "\u03C3",
            "\u03A3\u03A3", "\u03C3\u03C2",
            "1\u03A3\u0301", "1\u03C3\u0301",
            "\uD83D\uDE00\u03A3\u03A3^\u03A3-", "\uD83D\uDE00\u03C3\u03C3^\u03C2-",
            "\u03A3::", "\u03C3::",
            "\u03A3\u03A3a\u0391.-", "\u03C3\u03C3a\u03B1.-",
            "\u03A3^\u03A3_", "\u03C3^\u03C2_",
            ".B\u03A3'\u03B1\u03A3", ".b\u03C3'\u03B1\u03C2",
            "\u03A3\u03A3\u03B1_", "\u03C3\u03C3\u03B1_",
            "-\u03A3 _.", "-\u03C3 _.",
            "\u03A3\uD83D\uDE00", "\u03C3\uD83D\uDE00",
            "\u03A3\u03C2\u00AD", "\u03C3\u03C2\u00AD");
    for (int i = 0; i < pairs.size(); i += 2) {
      assertThat(PythonText.lower(pairs.get(i))).isEqualTo(pairs.get(i + 1));
    }
    assertThat(PythonText.lower("\u0130A")).isEqualTo("i\u0307a");
  }

  @Test
  void splitsAndStrips() {
    assertThat(PythonText.split("\u00A0a\u2007\u001Cb\u200Bc ")).containsExactly("a", "b\u200Bc");
    assertThat(PythonText.split(" \n")).isEmpty();
    assertThat(PythonText.stripRight("\ta\u0085\u3000")).isEqualTo("\ta");
    assertThat(PythonText.strip("\u2028 a b\t")).isEqualTo("a b");
  }
}
