package org.translatenas.translate.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Torch;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.config.TranslateConfig;

class MachineTest {
  @Test
  void theConfigurationGoesBeforeTheVariableAndTheVariableBeforeTheCores() {
    int cores = Runtime.getRuntime().availableProcessors();
    Map<String, String> set = Map.of("OMP_NUM_THREADS", "7");
    assertThat(Machine.threads(3, set, 7)).isEqualTo(3);
    assertThat(Machine.threads(0, set, 7)).isEqualTo(7);
    assertThat(Machine.threads(0, Map.of(), 7)).isEqualTo(cores);
  }

  @Test
  void saysWhatHoldsInOneLine() {
    List<String> lines = new ArrayList<>();
    TranslateConfig config =
        ConfigReader.read(
            TranslateConfig.class, null, List.of("runtime.threads=1", "runtime.precision=float32"));
    Machine.begin(config.runtime(), Optional.empty(), lines::add);
    assertThat(Torch.threads()).isEqualTo(1);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("settings: ")
        .contains("; 1 thread an operator, float32 on cpu, float32 products by ")
        .doesNotContain("\n");
  }
}
