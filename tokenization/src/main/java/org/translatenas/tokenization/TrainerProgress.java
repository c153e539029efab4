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

  /** Called once, when all lines have been read. */
  default void read(LineCounts lines) {}

  /**
   * What became of the lines of the text.
   *
   * @param all lines read
   * @param blank without any text once normalised
   * @param tooLong left out for having more bytes than {@link TrainerOptions#maxSentenceLength}
   * @param reserved left out for containing U+2585, which stands for the unknown
   */
  record LineCounts(long all, long blank, long tooLong, long reserved) {
    /** Lines that a model is trained on. */
    public long used() {
      return all - blank - tooLong - reserved;
    }
  }
}
