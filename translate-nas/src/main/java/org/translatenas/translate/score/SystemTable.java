package org.translatenas.translate.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.translatenas.translate.score.SystemScores.Cell;

/**
 * Several systems side by side, as sacreBLEU shows them.
 *
 * @param systems at least one, the baseline first
 * @param width digits behind the point
 */
public record SystemTable(List<SystemScores> systems, int width) {
  /** A list with an object for each system; scores are text, or objects when they were tested. */
  public String json() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (SystemScores system : systems) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("system", system.title());
      for (Cell cell : system.cells()) {
        object.put(cell.score().name(), isTest() ? tested(cell) : number(cell.score().score()));
      }
      list.add(object);
    }
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(list);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> tested(Cell cell) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("score", cell.score().score());
    object.put("p_value", cell.pValue());
    object.put("mean", cell.interval() == null ? null : cell.interval().mean());
    object.put("ci", cell.interval() == null ? null : cell.interval().halfWidth());
    return object;
  }

  /** A table in lines; a star marks p-values below 0.05. */
  public String text() {
    List<List<String>> rows = rows();
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length() + 2);
      }
    }
    StringBuilder table = new StringBuilder(rule('╒', '═', '╤', '╕', widths));
    for (int r = 0; r < rows.size(); r++) {
      if (r > 0) {
        table.append(r == 1 ? rule('╞', '═', '╪', '╡', widths) : rule('├', '─', '┼', '┤', widths));
      }
      for (int i = 0; i < columns; i++) {
        String cell = rows.get(r).get(i);
        int room = widths[i] - cell.length();
        int before = i == 0 ? room - 1 : room / 2;
        table.append('│').append(" ".repeat(before)).append(cell);
        table.append(" ".repeat(room - before));
      }
      table.append("│\n");
    }
    return table.append(rule('╘', '═', '╧', '╛', widths)).toString().stripTrailing();
  }

  private static String rule(char left, char line, char cross, char right, int[] widths) {
    return Arrays.stream(widths)
            .mapToObj(width -> String.valueOf(line).repeat(width))
            .collect(
                Collectors.joining(
                    String.valueOf(cross), String.valueOf(left), String.valueOf(right)))
        + "\n";
  }

  /** A LaTeX table of the package booktabs. */
  public String latex() {
    Function<List<String>, String> line =
        row ->
            row.stream()
                .map(cell -> cell.replace("%", "\\%").replace("_", "\\_"))
                .collect(Collectors.joining(" & ", " ", " \\\\\n"));
    List<List<String>> rows = rows();
    StringBuilder table = new StringBuilder("\\begin{tabular}{r");
    table.append("c".repeat(rows.get(0).size() - 1)).append("}\n\\toprule\n");
    table.append(line.apply(rows.get(0))).append("\\midrule\n");
    rows.stream().skip(1).map(line).forEach(table::append);
    return table.append("\\bottomrule\n\\end{tabular}").toString();
  }

  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("System"));
    for (Cell cell : systems.get(0).cells()) {
      head.add(cell.score().name() + (cell.interval() == null ? "" : " (μ ± 95% CI)"));
    }
    rows.add(head);
    for (SystemScores system : systems) {
      List<String> row = new ArrayList<>(List.of(system.title()));
      system.cells().forEach(cell -> row.add(cell(cell)));
      rows.add(row);
    }
    return rows;
  }

  private String cell(Cell cell) {
    String text = number(cell.score().score());
    if (cell.interval() != null) {
      text += " (" + cell.interval().text(width) + ")";
    }
    if (cell.pValue() != null) {
      text += " (p = " + PythonNumbers.fixed(cell.pValue(), 4) + ")";
      text += cell.pValue() < 0.05 ? "*" : "";
    }
    return text;
  }

  private boolean isTest() {
    return systems.stream().anyMatch(SystemScores::baseline);
  }

  private String number(double score) {
    return PythonNumbers.fixed(score, width);
  }
}
