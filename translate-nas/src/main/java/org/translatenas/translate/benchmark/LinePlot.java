package org.translatenas.translate.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lines over a common axis, as SVG. Both axes begin at 0. */
final class LinePlot {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 300;
  private static final int LEFT = 64;
  private static final int RIGHT = 96; // room for the names at the lines' ends
  private static final int TOP = 36;
  private static final int BOTTOM = 44;
  private static final int TICKS = 4;
  private static final String[] COLOURS = {"#b4432f", "#1f6f8b", "#6b8e23"};

  private record Line(String name, double[] x, double[] y) {}

  private final String title;
  private final String axis;
  private final List<Line> lines = new ArrayList<>();

  LinePlot(String title, String axis) {
    this.title = title;
    this.axis = axis;
  }

  void add(String name, double[] x, double[] y) {
    lines.add(new Line(name, x, y));
  }

  /** An SVG document. */
  static String sideBySide(List<LinePlot> plots) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
            WIDTH * plots.size(), HEIGHT));
    for (int i = 0; i < plots.size(); i++) {
      svg.append(format("<g transform=\"translate(%d 0)\">\n", i * WIDTH));
      plots.get(i).draw(svg);
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg) {
    double maxX = lines.stream().flatMapToDouble(l -> Arrays.stream(l.x)).max().orElse(1);
    double maxY = lines.stream().flatMapToDouble(l -> Arrays.stream(l.y)).max().orElse(1);
    svg.append(format("<text x=\"%d\" y=\"20\" font-weight=\"bold\">%s</text>\n", LEFT, title));
    for (int tick = 0; tick <= TICKS; tick++) {
      double y = place(tick, TICKS, HEIGHT - BOTTOM, TOP);
      svg.append(
          format(
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
              LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y + 4, number(maxY * tick / TICKS)));
    }
    for (double x : lines.get(0).x) {
      svg.append(
          format(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
              place(x, maxX, LEFT, WIDTH - RIGHT), HEIGHT - BOTTOM + 18, number(x)));
    }
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, axis));
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), COLOURS[i % COLOURS.length], maxX, maxY);
    }
  }

  private static void draw(StringBuilder svg, Line line, String colour, double maxX, double maxY) {
    StringBuilder points = new StringBuilder();
    double x = 0;
    double y = 0;
    for (int i = 0; i < line.x.length; i++) {
      x = place(line.x[i], maxX, LEFT, WIDTH - RIGHT);
      y = place(line.y[i], maxY, HEIGHT - BOTTOM, TOP);
      points.append(format("%.1f,%.1f ", x, y));
      svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", x, y, colour));
    }
    svg.append(
        format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                + "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>\n",
            points.toString().strip(), colour, x + 7, y + 4, colour, line.name));
  }

  /** Where {@code value} of {@code max} lies between the pixels {@code from} and {@code to}. */
  private static double place(double value, double max, double from, double to) {
    return from + (to - from) * value / max;
  }

  private static String number(double value) {
    return value == Math.rint(value) || value >= 100
        ? format("%.0f", value)
        : format(value >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
