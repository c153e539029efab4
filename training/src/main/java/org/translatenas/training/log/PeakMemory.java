package org.translatenas.training.log;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of this process as Linux counts it, Java heap and native tensors together
 * (proc_pid_status(5)): resident bytes now, and their peak since the start or {@link #reset()}.
 */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private PeakMemory() {}

  /** Peak resident bytes (VmHWM), or -1 where the system does not say. */
  public static long peakBytes() {
    return field(STATUS, "VmHWM:");
  }

  /** Resident bytes now (VmRSS), or -1 where the system does not say. */
  public static long residentBytes() {
    return field(STATUS, "VmRSS:");
  }

  /** Bytes of memory that the process may have: the machine's, or its container's share of it. */
  public static long machineBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** Begins a new peak at what is resident now; false where the system cannot. */
  public static boolean reset() {
    if (!Files.exists(CLEAR)) {
      return false;
    }
    try {
      // 5 resets the peak and nothing else (proc_pid_clear_refs(5)).
      Files.write(CLEAR, new byte[] {'5', '\n'});
      return true;
    } catch (IOException e) {
      return false; // A container may mount /proc read-only: then there is no resetting.
    }
  }

  private static long field(Path file, String name) {
    if (!Files.isReadable(file)) {
      return -1;
    }
    try {
      return parse(Files.readString(file, StandardCharsets.ISO_8859_1), name);
    } catch (IOException e) {
      return -1; // As documented: the system does not say.
    }
  }

  static long parse(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name) && line.endsWith(" kB"))
        .map(line -> line.substring(name.length(), line.length() - 3).strip())
        .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
        .findFirst()
        .orElse(-1);
  }
}
