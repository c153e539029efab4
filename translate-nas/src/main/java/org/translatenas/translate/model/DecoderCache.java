package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.model.operation.Constants;

/**
 * What the operations of a decoder remember of the positions decoded so far. Each operation that
 * remembers something asks for its slot in the same order at every position.
 */
public final class DecoderCache implements AutoCloseable {
  /** What a slot's tensors belong to. */
  public enum Kind {
    /** First axis N = B·k; they go with their hypothesis. */
    HYPOTHESIS,
    /** First axis B; computed once from the memory. */
    SENTENCE,
    /** Keys and values [B, H, M, c/H] of a sentence's hypotheses, at the slots of {@link Past}. */
    POOL
  }

  /**
   * Where self attention finds the past in its pool.
   *
   * @param slots int64 [N]: which of its sentence's M slots this position of a hypothesis takes
   * @param mask [B, 1, k, W]: which of the first W slots each hypothesis reads
   */
  public record Past(NDArray slots, NDArray mask) {}

  private final List<NDList> slots = new ArrayList<>();
  private final List<Kind> kinds = new ArrayList<>();
  private final PositionPool positions;
  private final boolean attentive;
  private int sentences;
  private int hypotheses;
  private int next;
  private int position;
  private Past past;
  private NDArray attention;

  /**
   * A cache for {@code sentences} = B, each with {@code width} = k hypotheses.
   *
   * @param attentive whether {@link #attention} will be asked for
   */
  public DecoderCache(int sentences, int width, boolean attentive) {
    this.attentive = attentive;
    this.sentences = sentences;
    this.hypotheses = sentences * width;
    this.positions = new PositionPool(hypotheses, width);
  }

  /** B. */
  public int sentences() {
    return sentences;
  }

  /** N, the rows of every tensor that is fed to a step. */
  public int hypotheses() {
    return hypotheses;
  }

  /** The position that the current step decodes, from 0. */
  public int position() {
    return position;
  }

  /** Ends a step: the next one asks for the slots from the first. */
  public void advance() {
    position++;
    next = 0;
    past = null;
  }

  /**
   * The next slot's number; the caller keeps it for {@link #get} and {@link #set} within its step.
   */
  public int slot(Kind kind, Supplier<NDList> initial) {
    if (next == slots.size()) {
      slots.add(new NDList());
      kinds.add(kind);
      set(next, initial.get());
    }
    return next++;
  }

  /** What slot {@code slot} holds. */
  public NDList get(int slot) {
    return slots.get(slot);
  }

  /** Where the current step finds the past; lives as long as the step's scope. */
  public Past past(DataType type) {
    if (past == null) {
      positions.advance();
      past = new Past(positions.newest(), positions.mask(type));
    }
    return past;
  }

  /** The next slot's keys and values [B, H, M, c/H], with room for {@link #past}. */
  public NDList pool(int heads, int width, DataType type) {
    int slot =
        slot(
            Kind.POOL,
            () -> {
              Shape shape = new Shape(sentences, heads, positions.capacity(), width);
              return new NDList(
                  Torch.manager().zeros(shape, type), Torch.manager().zeros(shape, type));
            });
    long missing = positions.capacity() - get(slot).get(0).getShape().get(2);
    if (missing > 0) {
      NDList larger = new NDList();
      for (NDArray tensor : get(slot)) {
        larger.add(Kernel.named("grow").call(tensor, Constants.number(missing)));
      }
      set(slot, larger);
    }
    return get(slot);
  }

  /** Takes what a cross attention has looked at, [B, H, k, S]; of several the last one counts. */
  public void attended(NDArray weights) {
    if (attentive) {
      attention = weights;
    }
  }

  /**
   * What the decoder's last cross attention looked at in the last step, the mean of its heads [B,
   * k, S]; lives as long as that step's scope.
   */
  public NDArray attention() {
    if (attention == null) {
      throw new IllegalStateException("the decoder has no cross attention");
    }
    return attention.mean(new int[] {1});
  }

  /**
   * Puts {@code tensors} into the slot; the cache owns them from now on, those before are closed.
   */
  public void set(int slot, NDList tensors) {
    for (NDArray tensor : tensors) {
      NDScope.unregister(tensor);
    }
    slots.get(slot).close();
    slots.set(slot, tensors);
  }

  /**
   * Keeps some sentences and gives them other hypotheses.
   *
   * @param stay which sentences stay, and where
   * @param rows [M]: hypothesis i continues what hypothesis rows[i] was, one of its own sentence
   */
  public void reorder(Survivors stay, int[] rows) {
    positions.reorder(rows, rows.length / stay.count());
    boolean moved = rows.length != hypotheses;
    long[] numbers = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      moved |= rows[i] != i;
      numbers[i] = rows[i];
    }
    NDArray order = moved ? BatchTensors.ids(numbers, numbers.length) : null;
    for (int slot = 0; slot < slots.size(); slot++) {
      boolean ofHypotheses = kinds.get(slot) == Kind.HYPOTHESIS;
      if (ofHypotheses ? moved : stay.count() < sentences) {
        NDList kept = new NDList();
        for (NDArray tensor : slots.get(slot)) {
          kept.add(
              ofHypotheses ? Kernel.named("select_rows").call(tensor, order) : stay.keep(tensor));
        }
        set(slot, kept);
      }
    }
    sentences = stay.count();
    hypotheses = rows.length;
  }

  @Override
  public void close() {
    slots.forEach(NDList::close);
    slots.clear();
  }
}
