package org.translatenas.translate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.translatenas.translate.score.SystemScores.Cell;

/**
 * Several systems side by side, in sacreBLEU's layouts.
 *
 * @param systems at least one, the baseline first
 * @param width digits behind the point
 */
public record SystemTable(List<SystemScores> systems, int width) {
  /** Room that a heading has beside it, beyond that of other cells. */
  private static final int HEADING_ROOM = 2;

  private static final String INDENT = "    ";

  /** A list with an object for each system; scores are text, or objects when they were tested. */
  public String json() {
    boolean tested = systems.stream().anyMatch(SystemScores::baseline);
    List<String> objects = new ArrayList<>();
    for (SystemScores system : systems) {
      List<String> fields = new ArrayList<>();
      fields.add("\"system\": " + PythonJson.ascii(system.title()));
      for (Cell cell : system.cells()) {
        String value = tested ? object(cell) : PythonJson.ascii(number(cell));
        fields.add(PythonJson.ascii(cell.score().name()) + ": " + value);
      }
      objects.add(block("{", fields, INDENT, "}"));
    }
    return block("[", objects, "", "]");
  }

  private String object(Cell cell) {
    Interval interval = cell.interval();
    List<String> fields =
        List.of(
            "\"score\": " + number(cell.score().score()),
            "\"p_value\": " + number(cell.pValue()),
            "\"mean\": " + number(interval == null ? null : interval.mean()),
            "\"ci\": " + number(interval == null ? null : interval.halfWidth()));
    return block("{", fields, INDENT + INDENT, "}");
  }

  private static String number(Double value) {
    return value == null ? "null" : PythonNumbers.repr(value);
  }

  private static String block(String open, List<String> items, String indent, String close) {
    return items.stream()
        .map(item -> indent + INDENT + item)
        .collect(Collectors.joining(",\n", open + "\n", "\n" + indent + close));
  }

  /** A table in lines, p-values below their scores; a star marks those below 0.05. */
  public String text() {
    List<List<String>> rows = rows("\n");
    int[] widths = widths(rows);
    StringBuilder table = new StringBuilder(rule("╒", "═", "╤", "╕", widths));
    for (int r = 0; r < rows.size(); r++) {
      if (r > 0) {
        table.append(r == 1 ? rule("╞", "═", "╪", "╡", widths) : rule("├", "─", "┼", "┤", widths));
      }
      long lines = rows.get(r).stream().mapToLong(cell -> cell.lines().count()).max().orElse(1);
      for (int line = 0; line < lines; line++) {
        List<String> cells = new ArrayList<>();
        for (String cell : rows.get(r)) {
          cells.add(cell.lines().skip(line).findFirst().orElse(""));
        }
        table.append(aligned(cells, widths, "│ ", " │ ", " │\n"));
      }
    }
    return table.append(rule("╘", "═", "╧", "╛", widths)).toString().stripTrailing();
  }

  private static String rule(String left, String line, String cross, String right, int[] widths) {
    return Arrays.stream(widths)
        .mapToObj(width -> line.repeat(width + 2))
        .collect(Collectors.joining(cross, left, right + "\n"));
  }

  /** A LaTeX table of the package booktabs. */
  public String latex() {
    List<List<String>> rows = rows(" ");
    int[] widths = widths(rows);
    StringBuilder table = new StringBuilder("\\begin{tabular}{r");
    table.append("c".repeat(widths.length - 1)).append("}\n\\toprule\n");
    for (int r = 0; r < rows.size(); r++) {
      // Escapes come after the cells are made equally wide, as tabulate does it.
      table.append(escaped(aligned(rows.get(r), widths, " ", " \0 ", " \1\n")));
      table.append(r == 0 ? "\\midrule\n" : "");
    }
    return table.append("\\bottomrule\n\\end{tabular}").toString();
  }

  private static String escaped(String row) {
    StringBuilder out = new StringBuilder();
    for (char c : row.toCharArray()) {
      out.append(
          switch (c) {
            case '\0' -> "&";
            case '\1' -> "\\\\";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
            case '^' -> "\\^{}";
            case '~' -> "\\textasciitilde{}";
            case '\\' -> "\\textbackslash{}";
            case '<', '>' -> "\\ensuremath{" + c + "}";
            default -> String.valueOf(c);
          });
    }
    return out.toString();
  }

  /** The cells of one line; the first to the right, the others centred. */
  private static String aligned(
      List<String> cells, int[] widths, String left, String between, String right) {
    List<String> wide = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      int room = widths[i] - cell.codePointCount(0, cell.length());
      int before = i == 0 ? room : room / 2;
      wide.add(" ".repeat(before) + cell + " ".repeat(room - before));
    }
    return wide.stream().collect(Collectors.joining(between, left, right));
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < widths.length; i++) {
        int room = r == 0 ? HEADING_ROOM : 0;
        for (String line : rows.get(r).get(i).split("\n")) {
          widths[i] = Math.max(widths[i], line.codePointCount(0, line.length()) + room);
        }
      }
    }
    return widths;
  }

  /** The cells, the headings first; {@code beforeP} stands between a score and its p-value. */
  private List<List<String>> rows(String beforeP) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("System"));
    for (Cell cell : systems.get(0).cells()) {
      head.add(cell.score().name() + (cell.interval() == null ? "" : " (μ ± 95% CI)"));
    }
    rows.add(head);
    for (SystemScores system : systems) {
      List<String> row = new ArrayList<>(List.of(system.title()));
      for (Cell cell : system.cells()) {
        String text = number(cell);
        if (cell.pValue() != null) {
          text += beforeP + "(p = " + PythonNumbers.fixed(cell.pValue(), 4) + ")";
          text += cell.pValue() > 0.05 ? "" : "*";
        }
        row.add(text);
      }
      rows.add(row);
    }
    return rows;
  }

  private String number(Cell cell) {
    String number = PythonNumbers.fixed(cell.score().score(), width);
    return cell.interval() == null ? number : number + " (" + cell.interval().text(width) + ")";
  }
}
