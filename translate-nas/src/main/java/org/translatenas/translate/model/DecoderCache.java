package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.translatenas.reversible.Kernel;

/**
 * What the operations of a decoder remember of the positions decoded so far. Each operation that
 * remembers something asks for its slot in the same order at every position.
 *
 * <p>Slots are of two kinds: those of hypotheses (first axis N = B·beam, reordered with the beam)
 * and those of sentences (first axis B, computed once from the memory, left alone while the
 * sentences stay the same).
 */
public final class DecoderCache implements AutoCloseable {
  private final List<NDList> slots = new ArrayList<>();
  private final List<Boolean> ofHypotheses = new ArrayList<>();
  private int hypotheses;
  private int next;
  private int position;

  /** A cache for {@code hypotheses} = B·beam rows. */
  public DecoderCache(int hypotheses) {
    this.hypotheses = hypotheses;
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
  }

  /**
   * The next slot's number; the caller keeps it for {@link #get} and {@link #set} within its step.
   */
  public int slot(boolean perHypothesis, Supplier<NDList> initial) {
    if (next == slots.size()) {
      slots.add(new NDList());
      ofHypotheses.add(perHypothesis);
      set(next, initial.get());
    }
    return next++;
  }

  /** What slot {@code slot} holds. */
  public NDList get(int slot) {
    return slots.get(slot);
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
   * Keeps some hypotheses, in a new order.
   *
   * @param rows int64 [M]: row i of the new state is row rows[i] of the old
   * @param sentences int64: the sentences that stay, or null when all do
   */
  public void reorder(NDArray rows, NDArray sentences) {
    hypotheses = Math.toIntExact(rows.size());
    for (int slot = 0; slot < slots.size(); slot++) {
      NDArray kept = ofHypotheses.get(slot) ? rows : sentences;
      if (kept != null) {
        NDList selected = new NDList();
        for (NDArray tensor : slots.get(slot)) {
          selected.add(Kernel.named("select_rows").call(tensor, kept));
        }
        set(slot, selected);
      }
    }
  }

  @Override
  public void close() {
    slots.forEach(NDList::close);
    slots.clear();
  }
}
