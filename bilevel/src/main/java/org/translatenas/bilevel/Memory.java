package org.translatenas.bilevel;

/** State of a part of a search method beside tensors: numbers that a checkpoint keeps. */
public interface Memory {
  /** Unique in its method, for files. */
  String name();

  /** All there is to remember, finite. */
  double[] numbers();

  /** Goes on from {@link #numbers}. */
  void restore(double[] numbers);
}
