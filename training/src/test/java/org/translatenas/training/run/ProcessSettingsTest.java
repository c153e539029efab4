package org.translatenas.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessSettingsTest {
  @Test
  void namesTheVariablesThatMatterInOrder() {
    Map<String, String> environment =
        Map.of(
            "OMP_WAIT_POLICY", "PASSIVE",
            "MALLOC_TOP_PAD_", "268435456",
            "HOME", "/root",
            "MY_MALLOC_", "1");
    assertThat(ProcessSettings.line(environment, "2 threads, float32 on cpu", "G1 collector"))
        .isEqualTo(
            "settings: MALLOC_TOP_PAD_=268435456 OMP_WAIT_POLICY=PASSIVE; 2 threads, float32 on cpu;"
                + " Java: G1 collector");
  }

  @Test
  void saysWhenNoVariableIsSet() {
    assertThat(ProcessSettings.line(Map.of("HOME", "/root"), "1 thread", "x"))
        .isEqualTo("settings: no variables; 1 thread; Java: x");
  }

  @Test
  void aValueWithLineBreaksStaysOnTheLine() {
    assertThat(ProcessSettings.line(Map.of("OMP_PLACES", "a\nb"), "1 thread", "x"))
        .isEqualTo("settings: OMP_PLACES=a b; 1 thread; Java: x");
  }

  @Test
  void knowsThisJavaMachine() {
    long heap = Runtime.getRuntime().maxMemory() / (1024 * 1024);
    assertThat(ProcessSettings.line("1 thread"))
        .matches(
            "settings: .*; 1 thread; Java: [A-Z]\\w+ collector with (no|\\d+) threads, compiler tier"
                + " [0-4] with \\d+ threads, heap "
                + heap
                + " MiB");
  }
}
