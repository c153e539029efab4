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
  void quotesAndBracketsBelongToTheSentence() {
    List<String> quoted = List.of("▁\"", "A", ".", "\"", ")", "▁b", "▁c", "▁d");
    assertThat(SourceParts.ends(quoted, 7)).containsExactly(5, 8);
  }

  /** 他来了。她也来了！我们 */
  @Test
  void someScriptsPutNoSpaceBetweenSentences() {
    List<String> chinese = List.of("▁他", "来", "了", "。", "她", "也", "来", "了", "！", "我", "们");
    assertThat(SourceParts.ends(chinese, 10)).containsExactly(9, 11);
    assertThat(SourceParts.ends(chinese, 7)).containsExactly(4, 11);
    List<String> quoted = List.of("▁「", "他", "来", "了", "。", "」", "她", "也");
    assertThat(SourceParts.ends(quoted, 7)).containsExactly(6, 8);
    List<String> number = List.of("▁a", "b", "3", ".", "5", "c", "▁d", "e");
    assertThat(SourceParts.ends(number, 7)).containsExactly(6, 8);
  }

  @Test
  void spacesMayStandBehindWords() {
    List<String> suffixes = List.of("A▁", "b", ".▁", "c▁", "d", "e▁", "f");
    assertThat(SourceParts.ends(suffixes, 5)).containsExactly(3, 7);
    assertThat(SourceParts.ends(suffixes.subList(3, 7), 3)).containsExactly(3, 4);
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
