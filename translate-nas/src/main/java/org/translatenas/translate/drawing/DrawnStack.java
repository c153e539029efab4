package org.translatenas.translate.drawing;

import java.util.List;

/**
 * An encoder or a decoder to draw.
 *
 * @param name {@code encoder} or {@code decoder}
 * @param summary its numbers, as far as they are known
 * @param streams how many splits run through it; 1 where the width is not split
 * @param repeats how often the block stands in it; 0 when not known
 * @param layers the nodes of each layer of the block
 * @param norm whether its output is normalised once more
 */
record DrawnStack(
    String name,
    String summary,
    int streams,
    int repeats,
    List<List<DrawnNode>> layers,
    boolean norm) {
  /** Like {@code 3×}; a letter stands for what is not known. */
  String times() {
    return (repeats > 0 ? Integer.toString(repeats) : name.equals("encoder") ? "M" : "N") + "×";
  }

  /** The name of a stream at the bottom or top: {@code X2}, or {@code X} of the only one. */
  String stream(String letter, int index) {
    return streams == 1 ? letter : letter + (index + 1);
  }
}
