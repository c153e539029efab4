package org.translatenas.tokenization;

import java.util.Arrays;

/** A character or a pair of symbols, while merges are sought. */
final class MergeSymbol {

  /** The order of creation. */
  final int index;

  /** Of a character its code point, of a pair a mixture of those of its parts. */
  final long fingerprint;

  /** The parts of a pair, null for a character. */
  final MergeSymbol left;

  final MergeSymbol right;

  /** All characters, as code points. */
  final int[] characters;

  /** How often the pair occurs; at most so often if {@link #stale}. */
  long frequency;

  /** Whether the pair must be counted anew. */
  boolean stale = true;

  /** Whether it is among those from which the best is chosen. */
  boolean active;

  /** Whether it was chosen, or found to spell a piece that there is already. */
  boolean done;

  /** Its successor in the {@link MergeTable}. */
  MergeSymbol nextInTable;

  private int[] positions = new int[2];
  private int positionCount;
  private boolean sorted = true;

  MergeSymbol(int index, long fingerprint, MergeSymbol left, MergeSymbol right, int[] characters) {
    this.index = index;
    this.fingerprint = fingerprint;
    this.left = left;
    this.right = right;
    this.characters = characters;
  }

  boolean isPair() {
    return left != null;
  }

  /** The unknown is never merged. */
  boolean isUnknown() {
    return characters.length == 1 && characters[0] == TrainingText.UNKNOWN_CHARACTER;
  }

  void addPosition(int position) {
    if (positionCount == positions.length) {
      positions = Arrays.copyOf(positions, 2 * positionCount);
    }
    sorted &= positionCount == 0 || positions[positionCount - 1] < position;
    positions[positionCount++] = position;
  }

  /** The places of its left part, ascending, without repetition. */
  int[] positions() {
    if (!sorted) {
      Arrays.sort(positions, 0, positionCount);
      int kept = 0;
      for (int i = 0; i < positionCount; i++) {
        if (i == 0 || positions[i] != positions[i - 1]) {
          positions[kept++] = positions[i];
        }
      }
      positionCount = kept;
      sorted = true;
    }
    return positions;
  }

  int positionCount() {
    return positionCount;
  }

  /** Drops all but the first {@code count} positions. */
  void keepPositions(int count) {
    positionCount = count;
  }

  /** Whether it is chosen before another: more frequent, shorter, first in order, older. */
  boolean isBefore(MergeSymbol other) {
    if (frequency != other.frequency) {
      return frequency > other.frequency;
    }
    if (characters.length != other.characters.length) {
      return characters.length < other.characters.length;
    }
    int order = Arrays.compare(characters, other.characters);
    return order < 0 || (order == 0 && index < other.index);
  }

  @Override
  public String toString() {
    return new String(characters, 0, characters.length);
  }
}
