package org.translatenas.translate.drawing;

import java.util.List;

/**
 * A model to draw, whatever its family: made by {@link Drawings}, rendered by {@link #text} or
 * {@link #dot}.
 */
public final class ModelDrawing {
  private final List<String> heading;
  private final String pooling;
  private final DrawnStack encoder;
  private final DrawnStack decoder;
  private final WeightCounts counts;

  ModelDrawing(
      List<String> heading,
      String pooling,
      DrawnStack encoder,
      DrawnStack decoder,
      WeightCounts counts) {
    this.heading = List.copyOf(heading);
    this.pooling = pooling;
    this.encoder = encoder;
    this.decoder = decoder;
    this.counts = counts;
  }

  /**
   * Lines and boxes; the decoder stands beside the encoder where {@code columns} allow it, else
   * below.
   */
  public String text(int columns) {
    return new TextDrawing(this).render(columns);
  }

  /** The source of a GraphViz graph: {@code dot -Tsvg} draws it. */
  public String dot() {
    return new DotDrawing(this).render();
  }

  /** Lines about the whole, without numbers that are not known. */
  List<String> heading() {
    return heading;
  }

  /** How a node makes one of the streams that it reads; empty where none reads more than one. */
  String pooling() {
    return pooling;
  }

  DrawnStack encoder() {
    return encoder;
  }

  DrawnStack decoder() {
    return decoder;
  }

  WeightCounts counts() {
    return counts;
  }
}
