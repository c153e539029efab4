package org.translatenas.translate.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.translate.data.TokenBatcher;

/** A plan of a search's memory for the batches of a corpus, and what fits. */
public final class MemoryReport {
  private static final double MEBIBYTE = 1024 * 1024;

  /** Measured on Linux: Java with the heap that a search uses, and libtorch's code. */
  private static final long PROCESS_BYTES = 380L << 20;

  private final MemoryPlan plan;
  private final int weightTensors;
  private final int least;
  private final List<TokenBatcher> batchers;

  /**
   * A report on the batches of {@code batchers}, whatever their own limits.
   *
   * @param weightTensors tensors as large as all the weights that the method holds beside them
   * @param least places that a batch must have for other data, which take no gradients
   */
  public MemoryReport(MemoryPlan plan, int weightTensors, List<TokenBatcher> batchers, int least) {
    this.plan = plan;
    this.least = least;
    this.weightTensors = weightTensors;
    this.batchers = List.copyOf(batchers);
  }

  /** What to say of a search that needs more than {@code budgetBytes}; empty of one that fits. */
  public Optional<String> excess(Mode mode, int maxTokensPerBatch, long budgetBytes) {
    BatchShape highest = highest(mode, shapes(maxTokensPerBatch));
    long need = total(plan.activationBytes(mode, highest));
    if (need <= budgetBytes) {
      return Optional.empty();
    }
    int largest = largestBatch(mode, budgetBytes);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "this search needs about %,.0f MiB and has %,.0f; %s; search --dry-run says what takes it",
            need / MEBIBYTE,
            budgetBytes / MEBIBYTE,
            largest == 0
                ? "no batch fits"
                : "with search.maxTokensPerBatch=%d it fits".formatted(largest)));
  }

  /**
   * The report as lines, as {@code search --dry-run} prints them.
   *
   * @param maxTokensPerBatch of the batches that are planned for
   * @param budgetBytes what the process may take; 0: no largest batches are looked for
   */
  public String text(int maxTokensPerBatch, long budgetBytes) {
    StringBuilder text = new StringBuilder();
    line(text, "weights", plan.weightBytes());
    line(text, "their gradients", plan.weightBytes());
    line(text, "optimiser (Adam: two moments)", 2 * plan.weightBytes());
    if (plan.operandBytes() > 0) {
      line(text, "copies of the weights in bfloat16", plan.operandBytes());
    }
    if (weightTensors > 0) {
      line(
          text,
          "the method's products along %d × the weights".formatted(weightTensors),
          weightTensors * plan.weightBytes());
    }
    line(text, "Java and libtorch, about", PROCESS_BYTES);
    List<BatchShape> shapes = shapes(maxTokensPerBatch);
    for (Mode mode : Mode.values()) {
      BatchShape highest = highest(mode, shapes);
      String name = mode.name().toLowerCase(Locale.ROOT);
      long activations = plan.activationBytes(mode, highest);
      line(
          text,
          "activations, %s (%d sentences, %d source and %d target places)"
              .formatted(name, highest.sentences(), highest.source(), highest.target()),
          activations);
      line(text, "  in all", total(activations));
    }
    if (budgetBytes > 0) {
      for (Mode mode : Mode.values()) {
        int largest = largestBatch(mode, budgetBytes);
        text.append(
            String.format(
                Locale.ROOT,
                "largest search.maxTokensPerBatch within %,.0f MiB, %s: %s%n",
                budgetBytes / MEBIBYTE,
                mode.name().toLowerCase(Locale.ROOT),
                largest == 0 ? "none" : String.format(Locale.ROOT, "%,d", largest)));
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, long bytes) {
    text.append(String.format(Locale.ROOT, "%-72s %,10.1f MiB%n", what, bytes / MEBIBYTE));
  }

  private long total(long activations) {
    return PROCESS_BYTES + plan.standingBytes() + weightTensors * plan.weightBytes() + activations;
  }

  private List<BatchShape> shapes(int maxTokensPerBatch) {
    return batchers.stream()
        .map(batcher -> batcher.limitedTo(maxTokensPerBatch))
        .flatMap(batcher -> BatchShape.of(batcher.corpus(), batcher.batches(0)).stream())
        .distinct()
        .toList();
  }

  private BatchShape highest(Mode mode, List<BatchShape> shapes) {
    return shapes.stream()
        .max(Comparator.comparingLong(shape -> plan.activationBytes(mode, shape)))
        .orElseThrow();
  }

  /** By bisection; 0 where not even the longest pair alone fits. */
  int largestBatch(Mode mode, long budgetBytes) {
    int fits = 0;
    int low =
        Math.max(least, batchers.stream().mapToInt(TokenBatcher::longest).max().orElseThrow());
    long all = batchers.stream().mapToLong(TokenBatcher::all).max().orElseThrow();
    int high = (int) Math.min(Integer.MAX_VALUE / 2, all);
    while (low <= high) {
      int middle = low + (high - low) / 2;
      long need = plan.activationBytes(mode, highest(mode, shapes(middle)));
      if (total(need) <= budgetBytes) {
        fits = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return fits;
  }
}
