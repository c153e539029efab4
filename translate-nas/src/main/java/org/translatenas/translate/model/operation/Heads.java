package org.translatenas.translate.model.operation;

/** The rule that every operation with heads shares. */
final class Heads {
  private Heads() {}

  /** {@code heads}, if they divide {@code width}. */
  static int check(int width, int heads) {
    if (heads < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "the width of a node, " + width + ", is not a multiple of the heads, " + heads);
    }
    return heads;
  }
}
