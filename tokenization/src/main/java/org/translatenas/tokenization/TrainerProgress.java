package org.translatenas.tokenization;

/** Is told how far the training of a model is. */
@FunctionalInterface
public interface TrainerProgress {
  /** For those who do not care. */
  TrainerProgress NONE = (done, total, what) -> {};

  /**
   * Called now and then, on the thread that trains.
   *
   * @param total how much {@code done} comes to in the end; the same at each call
   * @param what the unit, or how the matter stands
   */
  void update(int done, int total, String what);
}
