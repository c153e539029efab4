package org.translatenas.translate.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.translatenas.translate.decode.BeamSearch;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;

/**
 * Where a search's time goes, kernel by kernel, beside what the kernel's matrix products take by
 * themselves.
 */
final class DecodeProfile {
  private DecodeProfile() {}

  static void print(
      ModelSpec spec,
      BeamSearch.Work work,
      List<List<int[]>> batches,
      int beam,
      Map<String, KernelTimes.Entry> times,
      double seconds) {
    Map<String, Double> products = products(spec, work, batches, beam);
    System.out.printf(
        "%-24s %8s %8s %7s %9s %6s%n", "", "calls", "ms", "share", "products", "times");
    double inKernels = 0;
    for (Map.Entry<String, KernelTimes.Entry> kernel :
        times.entrySet().stream()
            .sorted((a, b) -> Double.compare(b.getValue().seconds(), a.getValue().seconds()))
            .toList()) {
      line(
          kernel.getKey(), kernel.getValue(), seconds, products.getOrDefault(kernel.getKey(), 0.0));
      inKernels += kernel.getValue().seconds();
    }
    line("outside kernels", new KernelTimes.Entry(0, seconds - inKernels), seconds, 0);
    double all = products.values().stream().mapToDouble(Double::doubleValue).sum();
    line("together", new KernelTimes.Entry(0, seconds), seconds, all);
  }

  private static void line(
      String name, KernelTimes.Entry entry, double seconds, double productSeconds) {
    System.out.printf(
        Locale.ROOT,
        "%-24s %8s %8.1f %5.1f %% %9s %6s%n",
        name,
        entry.calls() == 0 ? "" : entry.calls(),
        1e3 * entry.seconds(),
        100 * entry.seconds() / seconds,
        productSeconds == 0 ? "" : String.format(Locale.ROOT, "%.1f ms", 1e3 * productSeconds),
        productSeconds == 0
            ? ""
            : String.format(Locale.ROOT, "%.1f", entry.seconds() / productSeconds));
  }

  /** Seconds of the bare matrix products of each kernel, at the mean sizes of its calls. */
  private static Map<String, Double> products(
      ModelSpec spec, BeamSearch.Work work, List<List<int[]>> batches, int beam) {
    ModelSizes sizes = spec.sizes();
    long d = sizes.width();
    long h = sizes.hidden();
    long heads = sizes.heads();
    double places = 0; // of sources, end marks and padding included
    double pairs = 0; // of places of one source
    for (List<int[]> batch : batches) {
      double length = batch.stream().mapToInt(source -> source.length).max().orElseThrow() + 1;
      places += batch.size() * length;
      pairs += batch.size() * length * length;
    }
    long source = Math.round(places / batches.size()); // of one batch
    long length = Math.round(pairs / places);
    long rows = Math.round((double) work.rows() / work.steps()); // of one step
    long sentences = Math.max(1, rows / beam);
    double encoder = (double) sizes.encoderLayers() * batches.size();
    double memory = (double) sizes.decoderLayers() * batches.size();
    double decoder = (double) sizes.decoderLayers() * work.steps();
    Map<String, Double> products = new TreeMap<>();
    products.put(
        "self_attention",
        encoder
            * (BareProducts.linear(source, d, 3 * d)
                + BareProducts.linear(source, d, d)
                + BareProducts.attention(source / length * heads, length, d / heads, length)));
    products.put(
        "feed_forward",
        encoder * (BareProducts.linear(source, d, h) + BareProducts.linear(source, h, d))
            + decoder * (BareProducts.linear(rows, d, h) + BareProducts.linear(rows, h, d)));
    products.put("memory_projection", memory * BareProducts.linear(source, d, 2 * d));
    products.put(
        "self_attention_step",
        decoder
            * (BareProducts.linear(rows, d, 3 * d)
                + BareProducts.linear(rows, d, d)
                + attention(sentences * heads, beam, d / heads, work.targetPairs(), work)));
    products.put(
        "cross_attention_step",
        decoder
            * (2 * BareProducts.linear(rows, d, d)
                + attention(sentences * heads, beam, d / heads, work.sourcePairs(), work)));
    products.put(
        "vocabulary_logits",
        work.steps() * BareProducts.linear(rows, sizes.embeddingWidth(), spec.vocabulary()));
    return products;
  }

  private static double attention(
      long batch, long queries, long width, long pairs, BeamSearch.Work work) {
    return BareProducts.attention(batch, queries, width, Math.round((double) pairs / work.rows()));
  }
}
