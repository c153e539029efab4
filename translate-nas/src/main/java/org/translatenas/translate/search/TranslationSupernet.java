package org.translatenas.translate.search;

import java.util.List;
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
  private final VocabularyLoss.Settings loss;

  /** {@code supernet} over {@code space}; it stays the caller's. */
  public TranslationSupernet(
      SearchSpace space,
      SupernetModel supernet,
      Backpropagation backpropagation,
      VocabularyLoss.Settings loss) {
    this.supernet = supernet;
    this.backpropagation = backpropagation;
    this.loss = loss;
    nodes =
        space.nodes().stream()
            .map(
                node ->
                    new SearchNode(
                        node.name(), node.kinds().stream().map(OperationKind::text).toList()))
            .toList();
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
  public Evaluation evaluate(Batch batch, double[][] mixing, long seed, Wants wants) {
    for (int node = 0; node < mixing.length; node++) {
      supernet.mixing().get(node).set(mixing[node], wants.mixing());
    }
    supernet.mixingWeights().zeroGradients();
    boolean gradients = wants.weights() || wants.mixing();
    Noise noise = gradients ? Noise.of(seed, 0) : Noise.NONE;
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
