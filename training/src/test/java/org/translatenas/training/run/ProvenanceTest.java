package org.translatenas.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
  @TempDir Path folder;

  @Test
  void isWrittenAsJson() {
    Provenance provenance =
        new Provenance(
            1, "0.1.0", "c0", Map.of("train", "d0"), Map.of("root", 7L), "J 17", "0.36.0", "L", 2);
    assertThat(provenance.toJson())
        .isEqualTo(
            """
            {
              "format" : 1,
              "version" : "0.1.0",
              "configSha256" : "c0",
              "dataSha256" : {
                "train" : "d0"
              },
              "seeds" : {
                "root" : 7
              },
              "java" : "J 17",
              "djl" : "0.36.0",
              "system" : "L",
              "threads" : 2
            }
            """);
  }

  @Test
  void describesThisProcessAndReadsBack() {
    Provenance provenance = Provenance.of("a: 1\n", Map.of("b", "2", "a", "1"), Map.of(), 3);
    assertThat(provenance.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(provenance.djl()).startsWith("0.36");
    assertThat(provenance.configSha256())
        .isEqualTo("37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae");
    provenance.write(folder.resolve("provenance.json"));
    assertThat(Provenance.read(folder.resolve("provenance.json"))).isEqualTo(provenance);
  }

  @Test
  void refusesAnotherFormat() throws IOException {
    Path file = folder.resolve("provenance.json");
    Files.writeString(file, "{\"format\": 2}");
    assertThatThrownBy(() -> Provenance.read(file))
        .hasMessageStartingWith(file + ": is not a provenance of format 1 (")
        .hasMessageNotContaining("\n");
  }
}
