package org.translatenas.bilevel;

import java.util.List;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Wants;

/**
 * A network that holds all candidate operations of its nodes, mixed by weights A: what the search
 * engine sees of words or images.
 *
 * @param <B> a batch
 */
public interface Supernet<B> {
  /** The searched nodes. */
  List<SearchNode> nodes();

  /** The weights; {@link #evaluate} adds to their gradients' buffers. */
  ParameterSet weights();

  /**
   * The loss of a batch, and gradients as far as they are wanted: that of the mean loss with
   * respect to the weights is added to their buffers, that with respect to A is returned.
   *
   * @param mixing A: for each node one number a candidate; candidates with 0 need not be computed
   *     unless {@code wants} asks for A's gradient
   * @param seed of the dropout masks
   */
  Evaluation evaluate(B batch, double[][] mixing, long seed, Wants wants);

  /**
   * What an evaluation returns.
   *
   * @param lossSum of the objective over {@code count} targets
   * @param count targets
   * @param mixingGradient of the mean loss with respect to A; null if not wanted
   */
  record Evaluation(double lossSum, long count, double[][] mixingGradient) {
    /** The mean loss. */
    public double meanLoss() {
      return lossSum / count;
    }
  }
}
