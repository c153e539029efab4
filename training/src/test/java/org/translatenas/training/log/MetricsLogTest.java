package org.translatenas.training.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class MetricsLogTest {
  private record Row(long update, double loss, String note) {}

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("logs/metrics.jsonl");
  }

  @Test
  void writesOneObjectPerLineAtOnce() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try (MetricsLog log = MetricsLog.open(file)) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("update", 1);
      row.put("loss", 1234.5);
      row.put("a", Double.NaN);
      row.put("b", Float.NEGATIVE_INFINITY);
      row.put("c", null);
      log.write(row);
      log.write(new Row(2, 1e-7, "zwölf \"\n"));
      assertThat(file)
          .hasContent(
              """
              {"update":1,"loss":1234.5,"a":"NaN","b":"-Infinity","c":null}
              {"update":2,"loss":1.0E-7,"note":"zwölf \\"\\n"}
              """);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void resumedLogEqualsAnUninterruptedOne() throws IOException {
    try (MetricsLog log = MetricsLog.open(file)) {
      for (int update = 10; update <= 50; update += 10) {
        log.write(new Row(update, 1.0 / update, ""));
      }
    }
    String whole = Files.readString(file);
    Files.writeString(file, whole + "{\"update\":60,\"lo");
    try (MetricsLog log = MetricsLog.resume(file, "update", 25)) {
      assertThat(Files.readAllLines(file)).hasSize(2);
      for (int update = 30; update <= 50; update += 10) {
        log.write(new Row(update, 1.0 / update, ""));
      }
    }
    assertThat(file).hasContent(whole);
  }

  @Test
  void resumeKeepsEarlierRowsWithoutAStepAndStartsAMissingLog() throws IOException {
    MetricsLog.resume(file, "update", 5).close();
    assertThat(file).isEmptyFile();
    Files.writeString(file, "{\"event\":\"start\"}\n{\"update\":9}\n{\"event\":\"end\"}\n");
    MetricsLog.resume(file, "update", 8).close();
    assertThat(file).hasContent("{\"event\":\"start\"}\n");
    Files.writeString(file, "{\"event\":\"start\"}\n{\"update\":8}\n{\"event\":\"end\"}\n");
    MetricsLog.resume(file, "update", 8).close();
    assertThat(file).hasContent("{\"event\":\"start\"}\n{\"update\":8}\n");
  }

  @Test
  void namesABrokenRow() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"update\":1}\n{\"upd\n{\"update\":2}\n");
    assertThatThrownBy(() -> MetricsLog.resume(file, "update", 5))
        .isInstanceOf(UserException.class)
        .hasMessage(file + ":2: is not a JSON row; mend or remove the line");
  }
}
