package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void countsBytes() {
    assertThat(Utf8.length("")).isZero();
    assertThat(Utf8.length("a\u00e9\u20ac\ud83d\udc4b")).isEqualTo(1 + 2 + 3 + 4);
    assertThat(Utf8.length("\ud83d-\udc4b")).isEqualTo(3 + 1 + 3);
  }

  @Property
  void agreesWithTheJdkOnWholeText(@ForAll String chars) {
    String text = Utf8.repaired(chars);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(Utf8.length(chars)).isEqualTo(bytes.length);
    assertThat(Utf8.decode(bytes, bytes.length)).isEqualTo(text);
  }
}
