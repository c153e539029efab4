package org.translatenas.translate.search;

import java.util.List;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.SearchNode;
import org.translatenas.bilevel.Supernet;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.gradient.Backpropagation;
import org.translatenas.translate.gradient.BatchLoss;
import org.translatenas.translate.model.Mixing;
import org.translatenas.translate.model.SupernetModel;

/** The translation supernet as the search engine sees it. */
public final class TranslationSupernet implements Supernet<Batch> {
  private final SupernetModel supernet;
  private final List<SearchNode> nodes;
  private final Backpropagation backpropagation;
  private final Backpropagation probing;
  private final VocabularyLoss.Settings loss;

  /**
   * {@code supernet} over {@code space}; it stays the caller's.
   *
   * @param backpropagation of the search's steps
   * @param probing of finite differences: a fixed-point stream is too coarse for them
   */
  public TranslationSupernet(
      SearchSpace space,
      SupernetModel supernet,
      Backpropagation backpropagation,
      Backpropagation probing,
      VocabularyLoss.Settings loss) {
    this.supernet = supernet;
    this.backpropagation = backpropagation;
    this.probing = probing;
    this.loss = loss;
    this.nodes = nodes(space);
  }

  /** The searched nodes of {@code space}. */
  static List<SearchNode> nodes(SearchSpace space) {
    return space.nodes().stream()
        .map(
            node ->
                new SearchNode(
                    node.name(), node.kinds().stream().map(OperationKind::text).toList()))
        .toList();
  }

  private TranslationSupernet(
      SupernetModel supernet,
      List<SearchNode> nodes,
      Backpropagation backpropagation,
      Backpropagation probing,
      VocabularyLoss.Settings loss) {
    this.supernet = supernet;
    this.nodes = nodes;
    this.backpropagation = backpropagation;
    this.probing = probing;
    this.loss = loss;
  }

  @Override
  public List<SearchNode> nodes() {
    return nodes;
  }

  @Override
  public ParameterSet weights() {
    return supernet.model().parameters();
  }

  @Override
  public TranslationSupernet forProbes() {
    return new TranslationSupernet(supernet, nodes, probing, probing, loss);
  }

  @Override
  public Evaluation evaluate(Batch batch, Mixture mixture, long seed, Wants wants) {
    boolean all = wants.mixing() && !mixture.sparse();
    for (int node = 0; node < nodes.size(); node++) {
      supernet.mixing().get(node).set(mixture.weights()[node], all);
    }
    supernet.mixingWeights().zeroGradients();
    Noise noise = seed == NO_NOISE ? Noise.NONE : Noise.of(seed, 0);
    BatchLoss sums = backpropagation.run(supernet.model(), batch, loss, noise, wants);
    if (wants.weights()) {
      weights().gradients().muli(1.0 / sums.tokens());
    }
    return new Evaluation(
        sums.smoothed(), sums.tokens(), wants.mixing() ? mixingGradient(sums.tokens()) : null);
  }

  private double[][] mixingGradient(long tokens) {
    double[][] gradient = new double[nodes.size()][];
    for (int node = 0; node < gradient.length; node++) {
      Mixing mixing = supernet.mixing().get(node);
      Number[] values = mixing.weights().gradient().toArray();
      gradient[node] = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        gradient[node][i] = values[i].doubleValue() / tokens;
      }
    }
    return gradient;
  }
}
