package org.translatenas.translate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.config.ConfigWriter;

/** What a configuration is when it says nothing. */
class DefaultsTest {
  /** Changing a default changes what users' files mean: change defaults.yaml and the manual too. */
  @Test
  void theDefaultsArePinned() throws IOException {
    TranslateConfig defaults = ConfigReader.read(TranslateConfig.class, null, List.of());
    try (InputStream pinned = getClass().getResourceAsStream("defaults.yaml")) {
      assertThat(ConfigWriter.toYaml(defaults))
          .isEqualTo(new String(pinned.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theManualExplainsEveryKeyOnItsLine() throws IOException {
    assertThat(Files.readAllLines(Path.of("..", "configs", "reference.yaml")))
        .filteredOn(line -> line.matches(" +[A-Za-z].*"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).matches("  (  )?[A-Za-z0-9]+:( \\S+)? +# \\S.*"));
  }
}
