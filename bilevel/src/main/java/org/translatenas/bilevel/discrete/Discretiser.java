package org.translatenas.bilevel.discrete;

/** From mixing weights to a discrete architecture; a function. */
public interface Discretiser {
  /**
   * D(A): for each node a row of zeros with at most one 1; a row of zeros alone is a node, or edge,
   * that is left out.
   *
   * @param mixing A, or other numbers in its order: rows are compared within, and by their maxima
   */
  double[][] discretise(double[][] mixing);
}
