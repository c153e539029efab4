package org.translatenas.tokenization;

import java.util.Arrays;

/**
 * All ways to cut the words of the training text into pieces: from each place an edge per piece
 * that stands there, the shorter first. Found once, for the seed pieces; from then on edges only go
 * away with their pieces.
 */
final class TrainingLattice {
  private final UnigramText text;

  /** By place, where its edges begin; one more entry for the end of all. */
  private final int[] firstEdges;

  private final int[] pieces;
  private final short[] lengths;

  /**
   * @param firstEdges becomes the lattice's own, as do the others
   */
  TrainingLattice(UnigramText text, int[] firstEdges, int[] pieces, short[] lengths) {
    this.text = text;
    this.firstEdges = firstEdges;
    this.pieces = pieces;
    this.lengths = lengths;
  }

  UnigramText text() {
    return text;
  }

  /** The first edge from a place; its last is the one before the next place's first. */
  int firstEdge(int place) {
    return firstEdges[place];
  }

  int piece(int edge) {
    return pieces[edge];
  }

  int length(int edge) {
    return lengths[edge];
  }

  /** Whether the single character at a place has no piece of its own. */
  boolean isUnknown(int place) {
    int first = firstEdges[place];
    return first == firstEdges[place + 1] || lengths[first] != 1;
  }

  /** Leaves only the edges of the pieces {@code kept}, which get their places there as numbers. */
  void keep(int[] kept, int before) {
    int[] numbers = new int[before];
    Arrays.fill(numbers, -1);
    for (int i = 0; i < kept.length; i++) {
      numbers[kept[i]] = i;
    }
    int size = 0;
    int edge = 0;
    for (int place = 0; place < text.size(); place++) {
      int end = firstEdges[place + 1];
      firstEdges[place] = size;
      for (; edge < end; edge++) {
        int number = numbers[pieces[edge]];
        if (number >= 0) {
          pieces[size] = number;
          lengths[size++] = lengths[edge];
        }
      }
    }
    firstEdges[text.size()] = size;
  }
}
