package org.translatenas.translate.search;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.Supernet;
import org.translatenas.reversible.Wants;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.TokenBatcher;

/** The mean loss a token of single architectures on the validation set, with shared weights. */
final class SharedLoss implements ToDoubleFunction<List<Integer>> {
  private final TranslationSupernet supernet;
  private final List<Batch> batches;

  /** With the weights of {@code supernet}, in batches of at most so many tokens. */
  SharedLoss(TranslationSupernet supernet, PreparedCorpus corpus, int maxTokens) {
    this.supernet = supernet;
    batches =
        new TokenBatcher(corpus.valid(), maxTokens, 0)
            .plan(0).batches().stream()
                .map(sentences -> Batch.of(corpus.valid(), sentences, corpus.marks()))
                .toList();
  }

  /** Of the architecture with one choice for each searched node. */
  @Override
  public double applyAsDouble(List<Integer> choices) {
    Mixture mixture = Mixture.sparse(Mixtures.oneHot(Mixtures.shape(supernet.nodes()), choices));
    double sum = 0;
    long count = 0;
    for (Batch batch : batches) {
      Supernet.Evaluation loss =
          supernet.evaluate(batch, mixture, Supernet.NO_NOISE, Wants.NOTHING);
      sum += loss.lossSum();
      count += loss.count();
    }
    return sum / count;
  }
}
