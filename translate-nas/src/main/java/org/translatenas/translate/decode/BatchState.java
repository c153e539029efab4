package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.Survivors;
import org.translatenas.translate.model.TranslationModel;

/**
 * What the models of a search have read and remember of one batch. Of several models the mean of
 * their probabilities counts, and the mean of their attention.
 */
final class BatchState implements AutoCloseable {
  private final List<TranslationModel> models;
  private final List<SourceMemory> memories = new ArrayList<>();
  private final List<DecoderCache> caches = new ArrayList<>();
  private final boolean attentive;
  private float[] attention; // [N, S] of the last step

  /**
   * Encodes {@code sources}, pieces without end mark.
   *
   * @param width hypotheses of each sentence at the first step
   * @param attentive whether {@link #attention} will be asked for
   */
  BatchState(
      List<TranslationModel> models,
      List<int[]> sources,
      int width,
      Marks marks,
      boolean attentive) {
    this.models = models;
    this.attentive = attentive;
    boolean whole = false;
    try {
      for (TranslationModel model : models) {
        memories.add(SourceMemory.of(model, sources, marks));
        caches.add(new DecoderCache(sources.size(), width, attentive));
      }
      whole = true;
    } finally {
      if (!whole) {
        close();
      }
    }
  }

  /** N, the rows of the next step. */
  int rows() {
    return caches.get(0).hypotheses();
  }

  /** The position that the next step decodes, from 0. */
  int position() {
    return caches.get(0).position();
  }

  /** S, end marks and padding included. */
  int sourceLength() {
    return Math.toIntExact(memories.get(0).context().mask().getShape().get(3));
  }

  /** Reads the last piece of each hypothesis: the logits [N, V] of the next. */
  NDArray logits(long[] lastPieces) {
    NDArray pieces = BatchTensors.ids(lastPieces, lastPieces.length, 1);
    attention = attentive ? new float[lastPieces.length * sourceLength()] : null;
    List<NDArray> logits = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      TranslationModel model = models.get(i);
      DecoderCache cache = caches.get(i);
      NDArray states = model.step(pieces, memories.get(i).context(), cache); // [N, 1, e]
      logits.add(Kernel.named("vocabulary_logits").call(states, model.table().operand()));
      if (attentive) {
        add(cache.attention());
      }
    }
    return models.size() == 1
        ? logits.get(0)
        : Kernel.named("mean_probabilities").with().list(logits).call().singletonOrThrow();
  }

  private void add(NDArray weights) {
    Number[] numbers = weights.toArray(); // [B, w, S]
    for (int i = 0; i < numbers.length; i++) {
      attention[i] += numbers[i].floatValue() / models.size();
    }
  }

  /**
   * What the next piece of a row looks at: the source's pieces and its end mark; null where it was
   * not asked for.
   *
   * @param length of the source, end mark included
   */
  float[] attention(int row, int length) {
    if (!attentive) {
      return null;
    }
    float[] result = new float[length];
    System.arraycopy(attention, row * sourceLength(), result, 0, length);
    return result;
  }

  /** Keeps some sentences and gives them other hypotheses, as {@link DecoderCache#reorder} says. */
  void reorder(Survivors stay, int sentencesBefore, int[] rows) {
    for (int i = 0; i < models.size(); i++) {
      caches.get(i).reorder(stay, rows);
      if (stay.count() < sentencesBefore) {
        memories.get(i).keep(stay);
      }
    }
  }

  @Override
  public void close() {
    memories.forEach(SourceMemory::close);
    caches.forEach(DecoderCache::close);
  }
}
