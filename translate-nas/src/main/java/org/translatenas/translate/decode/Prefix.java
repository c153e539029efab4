package org.translatenas.translate.decode;

/**
 * The pieces of a hypothesis so far, as a chain that hypotheses with a common beginning share.
 *
 * @param before null at the begin mark
 * @param length pieces behind the begin mark
 */
record Prefix(int piece, Prefix before, int length) {
  static Prefix begin(int bosId) {
    return new Prefix(bosId, null, 0);
  }

  Prefix then(int next) {
    return new Prefix(next, this, length + 1);
  }

  /** The pieces without the begin mark. */
  int[] ids() {
    int[] ids = new int[length];
    Prefix at = this;
    for (int i = length - 1; i >= 0; i--) {
      ids[i] = at.piece;
      at = at.before;
    }
    return ids;
  }
}
