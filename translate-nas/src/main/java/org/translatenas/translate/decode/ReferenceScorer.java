package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * How probable given translations are: the models read them in place of making their own. Scores
 * have no coverage penalty.
 */
public final class ReferenceScorer {
  private final List<TranslationModel> models;
  private final Tokenizer tokenizer;
  private final Marks marks;
  private final DecodeConfig config;

  /**
   * A scorer with the models of {@code folders}, which stay the caller's and have one vocabulary.
   */
  public ReferenceScorer(List<ModelFolder> folders, DecodeConfig config) {
    this(
        folders.stream().map(ModelFolder::model).toList(),
        folders.get(0).tokenizer(),
        folders.get(0).marks(),
        config);
  }

  ReferenceScorer(
      List<TranslationModel> models, Tokenizer tokenizer, Marks marks, DecodeConfig config) {
    this.models = models;
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
  public List<Translation> score(List<String> sources, List<String> references) {
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
    List<Translation> result = new ArrayList<>(Collections.nCopies(sources.size(), null));
    for (List<Integer> numbers : LengthBatches.of(longer, config.batchTokens())) {
      int[] sentences = numbers.stream().mapToInt(Integer::intValue).toArray();
      Batch batch = Batch.of(corpus, sentences, marks);
      double[][] scores = logProbabilities(batch);
      for (int i = 0; i < sentences.length; i++) {
        int[] ids = targetIds[sentences[i]];
        double[] ofPieces = Arrays.copyOf(scores[i], ids.length + 1);
        double sum = Arrays.stream(ofPieces).sum();
        double score = LengthPenalty.of(config).score(sum, ids.length + 1);
        Hypothesis scored = new Hypothesis(ids, sum, score, ofPieces, null);
        result.set(
            sentences[i],
            new Translation(
                references.get(sentences[i]),
                List.of(
                    new Translation.Part(pieces(sourceIds[sentences[i]]), pieces(ids), scored))));
      }
    }
    return result;
  }

  private List<String> pieces(int[] ids) {
    return Arrays.stream(ids).mapToObj(tokenizer::piece).toList();
  }

  /** [B][T]: of each piece and the end mark, the mean of the models' probabilities. */
  private double[][] logProbabilities(Batch batch) {
    double[][][] all = new double[models.size()][][];
    for (int i = 0; i < all.length; i++) {
      all[i] = logProbabilities(models.get(i), batch);
    }
    double[][] result = new double[batch.batchSize()][batch.targetLength()];
    for (int row = 0; row < result.length; row++) {
      for (int t = 0; t < result[row].length; t++) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double[][] ofModel : all) {
          greatest = Math.max(greatest, ofModel[row][t]);
        }
        double sum = 0;
        for (double[][] ofModel : all) {
          sum += Math.exp(ofModel[row][t] - greatest);
        }
        result[row][t] = greatest + Math.log(sum / all.length);
      }
    }
    return result;
  }

  private double[][] logProbabilities(TranslationModel model, Batch batch) {
    double[][] result = new double[batch.batchSize()][batch.targetLength()];
    Scope.run(
        () -> {
          BatchTensors tensors = BatchTensors.of(batch, model.parameters().values().getDataType());
          NDArray states = // [B·T, e]
              Torch.notRecording(
                  () -> {
                    NDArray memory = model.encode(tensors.source(), tensors.context(), Noise.NONE);
                    Context context = tensors.context().withMemory(memory);
                    NDArray every = model.decode(tensors.targetInput(), context, Noise.NONE);
                    return every.reshape(-1, every.getShape().get(2));
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
            result[i / batch.targetLength()][i % batch.targetLength()] = -losses[i].doubleValue();
          }
        });
    return result;
  }
}
