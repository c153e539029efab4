package org.translatenas.translate.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A grid of characters. Lines are kept as the directions in which they leave each cell, so that
 * corners, branches and crossings come of themselves; text lies above lines.
 */
final class LineCanvas {
  private static final int UP = 1;
  private static final int DOWN = 2;
  private static final int LEFT = 4;
  private static final int RIGHT = 8;

  /** Indexed by the sum of directions. */
  private static final String LINES = " │││─╯╮┤─╰╭├─┴┬┼";

  private final List<int[]> lines = new ArrayList<>();
  private final List<char[]> texts = new ArrayList<>();
  private final int width;

  LineCanvas(int width) {
    this.width = width;
  }

  /** A line between two cells of a row, both included. */
  void horizontal(int row, int from, int to) {
    for (int column = from; column <= to; column++) {
      add(row, column, (column > from ? LEFT : 0) | (column < to ? RIGHT : 0));
    }
  }

  /** A line between two cells of a column, both included. */
  void vertical(int column, int from, int to) {
    for (int row = from; row <= to; row++) {
      add(row, column, (row > from ? UP : 0) | (row < to ? DOWN : 0));
    }
  }

  /** A box of lines by its corners. */
  void box(int top, int left, int bottom, int right) {
    horizontal(top, left, right);
    horizontal(bottom, left, right);
    vertical(left, top, bottom);
    vertical(right, top, bottom);
  }

  /** Text from a cell to the right. */
  void text(int row, int column, String text) {
    grow(row);
    text.getChars(0, text.length(), texts.get(row), column);
  }

  /** Text that ends in a cell. */
  void textBefore(int row, int column, String text) {
    text(row, column - text.length() + 1, text);
  }

  private void add(int row, int column, int directions) {
    grow(row);
    lines.get(row)[column] |= directions;
  }

  private void grow(int row) {
    while (lines.size() <= row) {
      lines.add(new int[width]);
      char[] empty = new char[width];
      Arrays.fill(empty, '\0');
      texts.add(empty);
    }
  }

  /** The rows, without blanks at their ends, each with its line feed. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    for (int row = 0; row < lines.size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < width; column++) {
        char text = texts.get(row)[column];
        line.append(text == '\0' ? LINES.charAt(lines.get(row)[column]) : text);
      }
      all.append(line.toString().stripTrailing()).append('\n');
    }
    return all.toString();
  }
}
