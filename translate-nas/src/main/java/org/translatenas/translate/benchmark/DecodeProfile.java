package org.translatenas.translate.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.translatenas.translate.decode.BeamSearch;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;

/**
 * Where a search's time goes, kernel by kernel, beside what the kernel's matrix products would take
 * at the machine's peak.
 */
final class DecodeProfile {
  private DecodeProfile() {}

  static void print(
      ModelSpec spec,
      BeamSearch.Work work,
      List<List<int[]>> batches,
      Map<String, KernelTimes.Entry> times,
      double seconds,
      double peak) {
    Map<String, Double> products = products(spec, work, batches);
    System.out.printf("%-24s %8s %8s %7s %9s%n", "", "calls", "ms", "share", "products");
    double inKernels = 0;
    for (Map.Entry<String, KernelTimes.Entry> kernel :
        times.entrySet().stream()
            .sorted((a, b) -> Double.compare(b.getValue().seconds(), a.getValue().seconds()))
            .toList()) {
      line(
          kernel.getKey(),
          kernel.getValue(),
          seconds,
          products.getOrDefault(kernel.getKey(), 0.0) / peak);
      inKernels += kernel.getValue().seconds();
    }
    line("outside kernels", new KernelTimes.Entry(0, seconds - inKernels), seconds, 0);
    double all = products.values().stream().mapToDouble(Double::doubleValue).sum() / peak;
    line("together", new KernelTimes.Entry(0, seconds), seconds, all);
  }

  private static void line(
      String name, KernelTimes.Entry entry, double seconds, double productSeconds) {
    System.out.printf(
        Locale.ROOT,
        "%-24s %8s %8.1f %5.1f %% %9s%n",
        name,
        entry.calls() == 0 ? "" : entry.calls(),
        1e3 * entry.seconds(),
        100 * entry.seconds() / seconds,
        productSeconds == 0 ? "" : String.format(Locale.ROOT, "%.1f ms", 1e3 * productSeconds));
  }

  /** Floating-point operations of the matrix products in each kernel; padding counts. */
  private static Map<String, Double> products(
      ModelSpec spec, BeamSearch.Work work, List<List<int[]>> batches) {
    ModelSizes sizes = spec.sizes();
    double d = sizes.width();
    double h = sizes.hidden();
    double places = 0; // of sources, end marks and padding included
    double pairs = 0; // of places of one source
    for (List<int[]> batch : batches) {
      double length = batch.stream().mapToInt(source -> source.length).max().orElseThrow() + 1;
      places += batch.size() * length;
      pairs += batch.size() * length * length;
    }
    double rows = work.rows();
    double encoder = 2.0 * sizes.encoderLayers();
    double decoder = 2.0 * sizes.decoderLayers();
    Map<String, Double> products = new TreeMap<>();
    products.put("self_attention", encoder * (4 * d * d * places + 2 * d * pairs));
    products.put("feed_forward", 2 * d * h * (encoder * places + decoder * rows));
    products.put("memory_projection", decoder * 2 * d * d * places);
    products.put("self_attention_step", decoder * (4 * d * d * rows + 2 * d * work.targetPairs()));
    products.put("cross_attention_step", decoder * (2 * d * d * rows + 2 * d * work.sourcePairs()));
    products.put("vocabulary_logits", 2 * d * spec.vocabulary() * rows);
    return products;
  }
}
