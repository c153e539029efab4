package org.translatenas.translate.drawing;

import java.util.Locale;

/** A {@link ModelDrawing} as lines and boxes. */
final class TextDrawing {
  /** Columns between the boxes of encoder and decoder, when they stand side by side. */
  private static final int GUTTER = 6;

  private static final int MEMORY = 2;

  private final ModelDrawing model;

  TextDrawing(ModelDrawing model) {
    this.model = model;
  }

  String render(int columns) {
    StringBuilder text = new StringBuilder();
    model.heading().forEach(line -> text.append(line).append('\n'));
    text.append('\n');
    StackPlace encoder = StackPlace.encoder(model.encoder());
    StackPlace beside = StackPlace.decoder(encoder.right() + 1 + GUTTER, model.decoder());
    text.append(beside.width() <= columns ? sideBySide(encoder, beside) : stacked(encoder));
    return text.append('\n').append(legend()).append(weights()).toString();
  }

  private LineCanvas sideBySide(StackPlace left, StackPlace right) {
    LineCanvas canvas = new LineCanvas(Math.max(right.width(), right.left() + 60));
    StackDrawing encoder = stack(canvas, model.encoder(), left, 0);
    StackDrawing decoder = stack(canvas, model.decoder(), right, 0);
    int output = encoder.draw("source");
    softmax(canvas, right, decoder.draw("target"));
    int memory = left.right() + 1 + MEMORY;
    canvas.horizontal(output, left.column(0), memory);
    canvas.text(output, left.left(), model.encoder().norm() ? " norm ── memory " : " memory ");
    int first = decoder.memoryRows().stream().mapToInt(Integer::intValue).min().orElse(output);
    int last = decoder.memoryRows().stream().mapToInt(Integer::intValue).max().orElse(output);
    canvas.vertical(memory, Math.min(first, output), Math.max(last, output));
    taps(canvas, decoder, memory, right.left());
    return canvas;
  }

  private LineCanvas stacked(StackPlace above) {
    int memory = above.column(0);
    StackPlace below = StackPlace.decoder(memory + MEMORY + 2, model.decoder());
    LineCanvas canvas = new LineCanvas(Math.max(above.width(), below.width()) + 60);
    int output = stack(canvas, model.encoder(), above, 0).draw("source");
    canvas.horizontal(output, memory, above.column(model.encoder().streams() - 1));
    canvas.text(output + 1, memory, model.encoder().norm() ? "norm, memory" : "memory");
    StackDrawing decoder = stack(canvas, model.decoder(), below, output + 3);
    softmax(canvas, below, decoder.draw("target"));
    int last = decoder.memoryRows().stream().mapToInt(Integer::intValue).max().orElse(output);
    canvas.vertical(memory, output, last);
    taps(canvas, decoder, memory, below.left());
    return canvas;
  }

  private StackDrawing stack(LineCanvas canvas, DrawnStack stack, StackPlace place, int top) {
    return new StackDrawing(canvas, stack, model.counts(), place, top);
  }

  private void softmax(LineCanvas canvas, StackPlace place, int row) {
    canvas.horizontal(row, place.left() + 8, place.column(place.streams() - 1));
    canvas.text(row, place.left(), "softmax ◄");
    if (model.decoder().norm()) {
      canvas.text(row, place.left() + 12, " norm ");
    }
  }

  private static void taps(LineCanvas canvas, StackDrawing decoder, int memory, int border) {
    for (int row : decoder.memoryRows()) {
      canvas.horizontal(row, memory, border - 1);
      canvas.text(row, border - 1, "►");
    }
  }

  private String legend() {
    return "● a node reads this stream"
        + (model.pooling().isEmpty() ? "" : "; of several, " + model.pooling())
        + "\n⊕ what the node computes is added to this stream\n";
  }

  private String weights() {
    WeightCounts counts = model.counts();
    if (!counts.known()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\nweights\n");
    for (String part : new String[] {"embedding", "encoder", "decoder", "output"}) {
      if (counts.of(part + ".") > 0) {
        text.append(row(part, counts.of(part + ".")));
      }
    }
    return text.append(row("together", counts.of(""))).toString();
  }

  private static String row(String part, long count) {
    return String.format(Locale.ROOT, "  %-10s %,13d%n", part, count).replace("\r", "");
  }
}
