package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.data.ParallelCorpus;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.model.TranslationModel;

/** How probable given translations are: the model reads them in place of making its own. */
public final class ReferenceScorer {
  private final TranslationModel model;
  private final Tokenizer tokenizer;
  private final Marks marks;
  private final DecodeConfig config;

  /** A scorer with {@code folder}'s model, which stays the caller's. */
  public ReferenceScorer(ModelFolder folder, DecodeConfig config) {
    this(folder.model(), folder.tokenizer(), folder.marks(), config);
  }

  ReferenceScorer(TranslationModel model, Tokenizer tokenizer, Marks marks, DecodeConfig config) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.marks = marks;
    this.config = config;
  }

  /**
   * Each reference as the hypothesis that it would be, with the end mark's probability; lines are
   * not cut.
   *
   * @throws IllegalArgumentException if there are more of one than of the other
   */
  public List<Hypothesis> score(List<String> sources, List<String> references) {
    if (sources.size() != references.size()) {
      throw new IllegalArgumentException(
          "%d references for %d sources".formatted(references.size(), sources.size()));
    }
    int[][] sourceIds = sources.stream().map(tokenizer::encode).toArray(int[][]::new);
    int[][] targetIds = references.stream().map(tokenizer::encode).toArray(int[][]::new);
    List<int[]> longer = new ArrayList<>();
    for (int i = 0; i < sourceIds.length; i++) {
      longer.add(sourceIds[i].length > targetIds[i].length ? sourceIds[i] : targetIds[i]);
    }
    ParallelCorpus corpus = ParallelCorpus.of(List.of(sourceIds), List.of(targetIds));
    List<Hypothesis> result = new ArrayList<>(Collections.nCopies(sources.size(), null));
    for (List<Integer> numbers : LengthBatches.of(longer, config.batchTokens())) {
      int[] sentences = numbers.stream().mapToInt(Integer::intValue).toArray();
      double[] logProbabilities = logProbabilities(Batch.of(corpus, sentences, marks));
      for (int i = 0; i < sentences.length; i++) {
        int[] ids = targetIds[sentences[i]];
        double score = LengthPenalty.of(config).score(logProbabilities[i], ids.length + 1);
        result.set(sentences[i], new Hypothesis(ids, logProbabilities[i], score));
      }
    }
    return result;
  }

  private double[] logProbabilities(Batch batch) {
    double[] sums = new double[batch.batchSize()];
    Scope.run(
        () -> {
          BatchTensors tensors = BatchTensors.of(batch, model.parameters().values().getDataType());
          NDArray states = // [B·T, e]
              Torch.notRecording(
                  () -> {
                    NDArray memory = model.encode(tensors.source(), tensors.context(), Noise.NONE);
                    Context context = tensors.context().withMemory(memory);
                    NDArray all = model.decode(tensors.targetInput(), context, Noise.NONE);
                    return all.reshape(-1, all.getShape().get(2));
                  });
          Number[] losses = // [B·T], 0 at padding
              VocabularyLoss.of(
                      states,
                      model.table(),
                      tensors.targetOutput(),
                      new VocabularyLoss.Settings(0, marks.padId()))
                  .perRow()
                  .toArray();
          for (int i = 0; i < losses.length; i++) {
            sums[i / batch.targetLength()] -= losses[i].doubleValue();
          }
        });
    return sums;
  }
}
