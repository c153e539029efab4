package org.translatenas.translate.data;

import org.translatenas.reversible.Seeds;
import org.translatenas.tokenization.SubwordSampling;
import org.translatenas.tokenization.Tokenizer;

/**
 * Cuts the sentences of a batch anew in each epoch: subword regularisation. How a sentence is cut
 * depends on the seed, the epoch, its number and its side alone, so a run that goes on sees what an
 * unbroken one does.
 *
 * <p>Source: Kudo 2018, arXiv:1804.10959; Provilkov et al. 2020, arXiv:1910.13267.
 *
 * @param tokenizer what the corpus was cut with; must be able to sample
 * @param sampling how
 * @param seed of the random cuts
 */
public record SubwordRegularisation(Tokenizer tokenizer, SubwordSampling sampling, long seed) {
  private static final int SOURCE = 0;
  private static final int TARGET = 1;

  Batch batch(ParallelCorpus corpus, int[] sentences, Marks marks, int epoch) {
    int[][] sources = new int[sentences.length][];
    int[][] targets = new int[sentences.length][];
    for (int row = 0; row < sentences.length; row++) {
      int sentence = sentences[row];
      sources[row] = cut(corpus.source(sentence), epoch, sentence, SOURCE);
      targets[row] = cut(corpus.target(sentence), epoch, sentence, TARGET);
    }
    return Batch.of(sentences, sources, targets, marks);
  }

  private int[] cut(int[] ids, int epoch, int sentence, int side) {
    return tokenizer.resample(ids, sampling, Seeds.of(seed, epoch, sentence, side));
  }
}
