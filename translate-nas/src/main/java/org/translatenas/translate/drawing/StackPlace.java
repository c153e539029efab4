package org.translatenas.translate.drawing;

/**
 * Where a stack stands on the canvas. The encoder's streams run left of its boxes, the decoder's
 * right of them, so that the memory runs between the two.
 *
 * @param mirrored true for the decoder
 * @param first column of the first stream
 * @param times characters that say how often the block stands in the stack
 */
record StackPlace(boolean mirrored, int first, int streams, int times) {
  /** Columns from a stream to the next, and from the one beside the boxes to them. */
  static final int STEP = 5;

  /** Columns of a box, its borders included. */
  static final int BOX = 19;

  /** Columns from a stream to the bracket around the block. */
  static final int BRACKET = 3;

  /** An encoder at the left edge. */
  static StackPlace encoder(DrawnStack stack) {
    int times = stack.times().length();
    return new StackPlace(false, times + 1 + BRACKET, stack.streams(), times);
  }

  /** A decoder whose boxes begin at column {@code left}. */
  static StackPlace decoder(int left, DrawnStack stack) {
    return new StackPlace(true, left + BOX - 1 + STEP, stack.streams(), stack.times().length());
  }

  int column(int stream) {
    return first + STEP * stream;
  }

  /** The border of the boxes that faces the streams. */
  int near() {
    return mirrored ? first - STEP : column(streams);
  }

  int left() {
    return mirrored ? near() - BOX + 1 : near();
  }

  int right() {
    return left() + BOX - 1;
  }

  /** +1 when the boxes lie right of the streams, −1 when left. */
  int towardsBoxes() {
    return mirrored ? -1 : 1;
  }

  /** The column of the bracket around the block. */
  int bracket() {
    return mirrored ? column(streams - 1) + BRACKET : first - BRACKET;
  }

  /** How many columns are in use from the left edge of the canvas. */
  int width() {
    return mirrored ? bracket() + 2 + times : right() + 1;
  }
}
