package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestrictionsTest {
  private static final int END = 2;

  private static Prefix prefix(int... pieces) {
    Prefix prefix = Prefix.begin(1);
    for (int piece : pieces) {
      prefix = prefix.then(piece, 0, null);
    }
    return prefix;
  }

  @Test
  void theEndWaitsForTheLeastLength() {
    Restrictions restrictions = new Restrictions(2, 0, END);
    assertThat(restrictions.forbidden(prefix(7)).toArray()).containsExactly(END);
    assertThat(restrictions.forbidden(prefix(7, 8)).toArray()).isEmpty();
  }

  @Test
  void whatWouldRepeatSeveralPiecesIsForbidden() {
    Restrictions restrictions = new Restrictions(0, 3, END);
    // 5 6 was followed by 7 and by 8.
    assertThat(restrictions.forbidden(prefix(5, 6, 7, 5, 6, 8, 5, 6)).toArray())
        .containsExactly(7, 8);
    assertThat(restrictions.forbidden(prefix(5, 6)).toArray()).isEmpty();
    assertThat(restrictions.forbidden(prefix(6, 6, 6)).toArray()).containsExactly(6);
  }

  @Test
  void nothingIsSaidTwiceWithN1() {
    assertThat(new Restrictions(0, 1, END).forbidden(prefix(5, 6, 5)).toArray())
        .containsExactly(5, 6);
  }
}
