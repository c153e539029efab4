package org.translatenas.translate.score;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void splitsAndStrips() {
    assertThat(PythonText.split("\u00A0a\u2007\u001Cb\u200Bc ")).containsExactly("a", "b\u200Bc");
    assertThat(PythonText.split(" \n")).isEmpty();
    assertThat(PythonText.stripRight("\ta\u0085\u3000")).isEqualTo("\ta");
    assertThat(PythonText.strip("\u2028 a b\t")).isEqualTo("a b");
  }
}
