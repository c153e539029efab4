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
  /** The seed that stands for no noise: evaluation. */
  long NO_NOISE = 0;

  /** The searched nodes. */
  List<SearchNode> nodes();

  /** The weights, with their gradients' buffers. */
  ParameterSet weights();

  /**
   * The loss of a batch, and gradients as far as they are wanted: that of the mean loss with
   * respect to the weights goes into their buffers, which must be zero, that with respect to A is
   * returned. Apart from the buffers it is a function of weights and arguments: no statistics move,
   * no generator is touched, so that a search may probe as it likes.
   *
   * @param mixture A; candidates with 0 need not be computed unless A's gradient is wanted and the
   *     mixture is not sparse
   * @param seed of the dropout masks; {@link #NO_NOISE} for none
   */
  Evaluation evaluate(B batch, Mixture mixture, long seed, Wants wants);

  /**
   * The mean loss of one architecture on some batches, without noise.
   *
   * @param choices one candidate for each node
   */
  default double meanLoss(List<B> batches, List<Integer> choices) {
    Mixture mixture = Mixture.sparse(Mixtures.oneHot(Mixtures.shape(nodes()), choices));
    double sum = 0;
    long count = 0;
    for (B batch : batches) {
      Evaluation loss = evaluate(batch, mixture, NO_NOISE, Wants.NOTHING);
      sum += loss.lossSum();
      count += loss.count();
    }
    return sum / count;
  }

  /** What finite differences should evaluate: this supernet where rounding is finest. */
  default Supernet<B> forProbes() {
    return this;
  }

  /** Whether {@link #curvature} can be had. */
  default boolean supportsDoubleBackward() {
    return false;
  }

  /** Exact second-order products of the mean loss of a batch, by double backward. */
  default CurvatureProducts curvature(B batch, Mixture mixture, long seed) {
    throw new UnsupportedOperationException("this supernet has no double backward");
  }

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
