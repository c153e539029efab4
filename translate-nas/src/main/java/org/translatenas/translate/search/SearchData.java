package org.translatenas.translate.search;

import java.util.List;
import org.translatenas.translate.config.SearchConfig;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.BatchStream;
import org.translatenas.translate.data.DataPosition;
import org.translatenas.translate.data.DataSplit;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.data.TokenBatcher;

/**
 * The data of a search in batches, planned before it begins: a pair that fits into none is refused
 * then and not at the end.
 *
 * @param corpus of the search
 * @param weights trains the weights
 * @param architecture judges architectures; where the weights have all of the data these stand here
 *     too, unread
 * @param validation tells what the result is worth
 */
record SearchData(
    PreparedCorpus corpus,
    TokenBatcher weights,
    TokenBatcher architecture,
    TokenBatcher validation) {
  static SearchData of(PreparedCorpus corpus, SearchPlan plan) {
    SearchConfig search = plan.search();
    int places = search.maxTokensPerBatch();
    DataSplit split =
        DataSplit.split(corpus.train().size(), search.weightShare(), plan.seed("data-split"));
    int[] judges = split.architecture().length > 0 ? split.architecture() : split.weights();
    return new SearchData(
        corpus,
        new TokenBatcher(corpus.train(), split.weights(), places, plan.seed("weight-order")),
        new TokenBatcher(corpus.train(), judges, places, plan.seed("architecture-order")),
        new TokenBatcher(corpus.valid(), places, 0));
  }

  /** Batches without end. */
  BatchStream stream(TokenBatcher batcher, DataPosition from, int prefetch) {
    return new BatchStream(batcher, corpus.marks(), from, prefetch);
  }

  /** The batches of the validation set. */
  List<Batch> validationBatches() {
    return validation.batches(0).stream()
        .map(sentences -> Batch.of(corpus.valid(), sentences, corpus.marks()))
        .toList();
  }
}
