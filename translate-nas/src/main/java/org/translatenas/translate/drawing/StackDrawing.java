package org.translatenas.translate.drawing;

import java.util.ArrayList;
import java.util.List;

/** Draws one stack: its streams from top to bottom, and beside them a box for each layer. */
final class StackDrawing {
  private final LineCanvas canvas;
  private final DrawnStack stack;
  private final WeightCounts counts;
  private final StackPlace place;
  private final List<Integer> memoryRows = new ArrayList<>();
  private int row;

  StackDrawing(
      LineCanvas canvas, DrawnStack stack, WeightCounts counts, StackPlace place, int top) {
    this.canvas = canvas;
    this.stack = stack;
    this.counts = counts;
    this.place = place;
    this.row = top;
  }

  /** Draws all but what becomes of the output; returns the row in which that is to be drawn. */
  int draw(String input) {
    titles();
    canvas.text(row, place.column(0), input);
    int top = row + 1;
    if (stack.streams() > 1) {
      canvas.horizontal(top, place.column(0), place.column(stack.streams() - 1));
    }
    labels(top + 1, "X");
    row = top + 2;
    for (int layer = 0; layer < stack.layers().size(); layer++) {
      layer(layer);
    }
    labels(row, "Y");
    bracket(top + 2, row - 1);
    for (int stream = 0; stream < stack.streams(); stream++) {
      canvas.vertical(place.column(stream), top, row + 1);
    }
    return row + 1;
  }

  /** The rows of nodes that read the memory. */
  List<Integer> memoryRows() {
    return memoryRows;
  }

  private void titles() {
    int left = place.mirrored() ? place.left() : 0;
    canvas.text(row++, left, stack.name());
    canvas.text(row++, left, stack.summary());
    row++;
  }

  private void labels(int at, String letter) {
    for (int stream = 0; stream < stack.streams(); stream++) {
      canvas.text(at, place.column(stream), stack.stream(letter, stream));
    }
  }

  private void layer(int layer) {
    int top = row;
    List<DrawnNode> nodes = stack.layers().get(layer);
    for (DrawnNode node : nodes) {
      canvas.horizontal(row, place.left(), place.right());
      node(node);
      row += 3;
    }
    canvas.box(top, place.left(), row, place.right());
    canvas.text(top, place.left() + 2, " layer " + (layer + 1) + " ");
    row++;
  }

  private void node(DrawnNode node) {
    int out = place.towardsBoxes();
    int beside = place.near() - out;
    int reading = row + 1;
    int adding = row + 2;
    line(reading, farthest(node), beside);
    node.reads().forEach(stream -> canvas.text(reading, place.column(stream), "●"));
    canvas.text(reading, beside, place.mirrored() ? "◄" : "►");
    canvas.text(reading, place.left() + 2, node.operation());

    int target = place.column(node.adds());
    line(adding, target, place.near());
    canvas.text(adding, target, "⊕");
    canvas.text(adding, target + out, place.mirrored() ? "►" : "◄");
    canvas.textBefore(adding, place.right() - 2, counts.text(node.prefix()));
    if (node.memory()) {
      memoryRows.add(reading);
    }
  }

  private int farthest(DrawnNode node) {
    return node.reads().stream()
        .mapToInt(place::column)
        .reduce(place.mirrored() ? Math::max : Math::min)
        .orElseThrow();
  }

  private void line(int at, int from, int to) {
    canvas.horizontal(at, Math.min(from, to), Math.max(from, to));
  }

  private void bracket(int from, int to) {
    if (stack.repeats() == 1) {
      return;
    }
    int column = place.bracket();
    int inner = column + place.towardsBoxes();
    canvas.vertical(column, from, to);
    line(from, inner, column);
    line(to, inner, column);
    int middle = (from + to) / 2;
    line(middle, column, column - place.towardsBoxes());
    if (place.mirrored()) {
      canvas.text(middle, column + 1, " " + stack.times());
    } else {
      canvas.textBefore(middle, column - 1, stack.times() + " ");
    }
  }
}
