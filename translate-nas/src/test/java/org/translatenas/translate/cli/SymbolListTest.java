package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** As spm_train 0.1.97 reads them. */
class SymbolListTest {
  @Test
  void quotesKeepCommas() {
    assertThat(SymbolList.of("\"a,b\",c")).containsExactly("a,b", "c");
    assertThat(SymbolList.of("x,\"a\"\"b\",y")).containsExactly("x", "a\"b", "y");
    assertThat(SymbolList.of("\"a b\"")).containsExactly("a b");
    assertThat(SymbolList.of("\"a\"x,b")).containsExactly("a", "b");
    assertThat(SymbolList.of("a\"b,c")).containsExactly("a\"b", "c");
    assertThat(SymbolList.of("\"a")).containsExactly("a");
  }

  @Test
  void nothingNeedStandBehindTheLastComma() {
    assertThat(SymbolList.of("")).isEmpty();
    assertThat(SymbolList.of("a,")).containsExactly("a");
    assertThat(SymbolList.of("a,,b")).isEqualTo(List.of("a", "", "b"));
  }
}
