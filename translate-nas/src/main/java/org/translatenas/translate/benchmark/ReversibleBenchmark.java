package org.translatenas.translate.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.translate.cli.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Memory, time and exactness of the three modes of a stack at growing depth. */
@Command(
    name = "benchmark-reversible",
    description =
        "Measures the supernet's encoder or decoder stack in the modes stored, reversible and checkpointed:"
            + " peak memory, time of a step of the weights and of the architecture, and the error of"
            + " reconstruction. Writes OUTPUT/reversible.json and reversible.svg. Run it alone.",
    mixinStandardHelpOptions = true)
public final class ReversibleBenchmark implements Callable<Integer> {
  private static final double MEBIBYTE = 1024 * 1024;

  /** An allocator, glibc's or tcmalloc, gives back what is freed: what is resident is in use. */
  private static final Map<String, String> GIVING_BACK =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "131072",
          "MALLOC_TRIM_THRESHOLD_", "131072",
          "MALLOC_TOP_PAD_", "0",
          "TCMALLOC_AGGRESSIVE_DECOMMIT", "1");

  @Option(
      names = "--decoder",
      description = "The decoder's stack, over a memory as long as the target.")
  private boolean decoder;

  @Option(
      names = "--depths",
      split = ",",
      defaultValue = "2,4,8,16,24",
      description = "Layers, even numbers (default ${DEFAULT-VALUE}).")
  private List<Integer> depths;

  @Option(names = "--width", defaultValue = "240", description = "d (default ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--tokens",
      defaultValue = "1536",
      description = "Of a batch, a multiple of 32 (default ${DEFAULT-VALUE}).")
  private int tokens;

  @Mixin private ThreadsOption threads;

  @Mixin private RoundsOption rounds = new RoundsOption(10);

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the JSON and the plot go (default: here).")
  private Path output;

  private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    Program.run(Program.of(new ReversibleBenchmark()), arguments);
  }

  /** One line of the table. */
  private record Row(
      int depth,
      Mode mode,
      long peakBytes,
      long plannedBytes,
      double weightSeconds,
      double architectureSeconds,
      double reconstructionError) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<String, String> allocator = new LinkedHashMap<>();
    System.getenv().entrySet().stream()
        .filter(e -> e.getKey().matches("MALLOC_.*|GLIBC_TUNABLES|LD_PRELOAD"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> allocator.put(e.getKey(), e.getValue()));
    System.out.printf(
        "%s, all candidates, d = %d, %,d tokens%n"
            + "allocator for time: %s%nallocator for memory, over it: %s%n",
        decoder ? "decoder stack, 3 splits" : "encoder stack, 2 splits",
        width,
        tokens,
        allocator,
        new TreeMap<>(GIVING_BACK));
    System.out.printf(
        "%5s  %-12s %12s %12s %12s %12s %14s%n",
        "depth", "mode", "peak MiB", "planned MiB", "weights s", "architect. s", "reconstruction");
    List<Row> rows = new ArrayList<>();
    for (int depth : depths) {
      JsonNode times = probe(depth, "time", Integer.toString(rounds.count()));
      for (Mode mode : Mode.values()) {
        JsonNode memory = probe(depth, "memory", mode.name());
        Row row =
            new Row(
                depth,
                mode,
                memory.get("peakBytes").asLong(),
                StackProbe.plannedBytes(decoder, depth, width, mode, tokens),
                times.get(mode + ".weights").asDouble(),
                times.get(mode + ".architecture").asDouble(),
                memory.get("reconstructionError").asDouble());
        rows.add(row);
        print(row);
      }
    }
    Files.createDirectories(output);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("stack", decoder ? "decoder" : "encoder");
    report.put("width", width);
    report.put("tokens", tokens);
    report.put("allocatorForTime", allocator);
    report.put("allocatorForMemory", GIVING_BACK);
    report.put("rows", rows);
    json.writeValue(output.resolve("reversible.json").toFile(), report);
    Files.writeString(output.resolve("reversible.svg"), plot(rows));
    return 0;
  }

  private static void print(Row row) {
    System.out.printf(
        Locale.ROOT,
        "%5d  %-12s %12.1f %12.1f %12.3f %12.3f %14.1e%n",
        row.depth,
        row.mode.name().toLowerCase(Locale.ROOT),
        row.peakBytes / MEBIBYTE,
        row.plannedBytes / MEBIBYTE,
        row.weightSeconds,
        row.architectureSeconds,
        row.reconstructionError);
  }

  /** A process of its own, with a fixed heap that is resident from the start. */
  private JsonNode probe(int depth, String what, String detail)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StackProbe.class.getName());
    command.add(decoder ? "decoder" : "encoder");
    for (int number : new int[] {depth, width, tokens, threads.count()}) {
      command.add(Integer.toString(number));
    }
    command.addAll(List.of(what, detail));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (what.equals("memory")) {
      builder.environment().putAll(GIVING_BACK);
    }
    Process process = builder.start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the measurement of depth %d (%s) failed".formatted(depth, what));
    }
    return json.readTree(line);
  }

  private static String plot(List<Row> rows) {
    LinePlot memory = new LinePlot("peak activation memory, MiB", "layers");
    LinePlot time = new LinePlot("step of the weights, s", "layers");
    for (Mode mode : Mode.values()) {
      List<Row> ofMode = rows.stream().filter(row -> row.mode == mode).toList();
      double[] x = ofMode.stream().mapToDouble(Row::depth).toArray();
      String name = mode.name().toLowerCase(Locale.ROOT);
      memory.add(name, x, ofMode.stream().mapToDouble(r -> r.peakBytes / MEBIBYTE).toArray());
      time.add(name, x, ofMode.stream().mapToDouble(Row::weightSeconds).toArray());
    }
    return LinePlot.sideBySide(List.of(memory, time));
  }
}
