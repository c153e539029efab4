package org.translatenas.training.run;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What decides the speed of a process beside its program, as it is in force: variables of the
 * environment that the allocator, OpenMP and libtorch read, and the options of the Java machine.
 */
public final class ProcessSettings {
  /** What glibc, other allocators, OpenMP, oneDNN and libtorch look at when they start. */
  private static final Pattern READ =
      Pattern.compile(
          "MALLOC_.*|GLIBC_TUNABLES|LD_PRELOAD|LRU_CACHE_CAPACITY|(OMP|GOMP|KMP|MKL|DNNL|ONEDNN)_.*"
              + "|ATEN_CPU_CAPABILITY|CUDA_VISIBLE_DEVICES");

  private static final List<String> COLLECTORS =
      List.of("Serial", "Parallel", "G1", "Z", "Shenandoah", "Epsilon");
  private static final long MEBIBYTE = 1024 * 1024;

  private ProcessSettings() {}

  /**
   * One line of the form {@code settings: MALLOC_…=…; 2 threads, float32 on cpu; Java: …}.
   *
   * @param tensors what holds for tensors: threads, precision, device
   */
  public static String line(String tensors) {
    return line(System.getenv(), tensors, java());
  }

  static String line(Map<String, String> environment, String tensors, String java) {
    List<String> variables = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (READ.matcher(name).matches()) {
                variables.add(name + "=" + value);
              }
            });
    String read = variables.isEmpty() ? "no variables" : String.join(" ", variables);
    return "settings: %s; %s; Java: %s".formatted(read, tensors, java).replaceAll("\\s+", " ");
  }

  private static String java() {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    String collector =
        COLLECTORS.stream()
            .filter(name -> "true".equals(option(options, "Use" + name + "GC")))
            .findFirst()
            .orElse("unknown");
    return String.format(
        Locale.ROOT,
        "%s collector with %s threads, compiler tier %s with %s threads, heap %d MiB",
        collector,
        collector.equals("Serial") ? "no" : option(options, "ParallelGCThreads"),
        option(options, "TieredStopAtLevel"),
        option(options, "CICompilerCount"),
        Runtime.getRuntime().maxMemory() / MEBIBYTE);
  }

  /** The option's value; "?" on a Java machine that does not have it. */
  private static String option(HotSpotDiagnosticMXBean options, String name) {
    try {
      VMOption found = options.getVMOption(name);
      return found.getValue();
    } catch (IllegalArgumentException e) {
      return "?";
    }
  }
}
