package org.translatenas.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.translatenas.training.UserException;

class ResumeCheckTest {
  private static final Path FILE = Path.of("run/config.yaml");
  private static final String BEFORE = "train: {rate: 0.1, maxUpdates: 10}\nsearch: {depth: 2}\n";

  @Test
  void saysWhatIsFreeAndHasChanged() {
    Set<String> free = Set.of("search", "train.maxUpdates");
    assertThat(ResumeCheck.same(FILE, BEFORE, BEFORE, free)).isEmpty();
    String now = "train: {rate: 0.1, maxUpdates: 20}\nsearch: {depth: 3}\n";
    assertThat(ResumeCheck.same(FILE, BEFORE, now, free))
        .containsExactly("train.maxUpdates: 20, before 10");
    assertThatThrownBy(() -> ResumeCheck.same(FILE, BEFORE, now, Set.of("search")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("begun with train.maxUpdates: 10, not 20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train: [", "", "text"})
  void namesAConfigurationThatIsDamaged(String yaml) {
    assertThatThrownBy(() -> ResumeCheck.value(FILE, yaml, "train.rate"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            FILE + ": is damaged; restore the run's configuration, or choose another --output");
  }
}
