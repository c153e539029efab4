package org.translatenas.training.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PeakMemoryTest {
  @Test
  void readsKibibytes() {
    String status = "Name:\tjava\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\nThreads:\t3\n";
    assertThat(PeakMemory.parse(status, "VmHWM:")).isEqualTo(2_097_152);
    assertThat(PeakMemory.parse(status, "VmRSS:")).isEqualTo(1024);
    assertThat(PeakMemory.parse(status, "VmSwap:")).isEqualTo(-1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void peakIsNeverBelowWhatIsResident() {
    assertThat(PeakMemory.residentBytes()).isPositive();
    // Linux keeps both figures per thread and adds them up late: half leaves room for that.
    assertThat(PeakMemory.peakBytes()).isGreaterThanOrEqualTo(PeakMemory.residentBytes() / 2);
  }
}
