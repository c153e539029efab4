package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourcePartsTest {
  private static final List<String> PIECES =
      List.of("▁A", "b", ".", "▁C", "▁d", "e", "?", "▁F", "g", "▁h", "i", "j", "k", "l");

  @Test
  void whatIsShortStaysWhole() {
    assertThat(SourceParts.ends(PIECES, 14)).containsExactly(14);
    assertThat(SourceParts.ends(List.of(), 3)).containsExactly(0);
  }

  @Test
  void endsOfSentencesComeFirst() {
    // Behind "?", though "▁h" begins a word later.
    assertThat(SourceParts.ends(PIECES, 10)).containsExactly(7, 14);
  }

  @Test
  void endsOfWordsComeNext() {
    assertThat(SourceParts.ends(PIECES.subList(7, 14), 6)).containsExactly(6, 7);
    assertThat(SourceParts.ends(PIECES.subList(7, 14), 3)).containsExactly(2, 5, 7);
  }

  @Test
  void aWordWithoutEndIsCutAnywhere() {
    assertThat(SourceParts.ends(Collections.nCopies(10, "x"), 4)).containsExactly(4, 8, 10);
    assertThat(SourceParts.ends(Collections.nCopies(3, "▁x"), 1)).containsExactly(1, 2, 3);
  }
}
