package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.data.Batch;

/**
 * A batch as tensors.
 *
 * @param source int64 [B, S]
 * @param targetInput int64 [B, T]: BOS, then the target
 * @param targetOutput int64 [B·T]: the target, then EOS
 * @param context masks of the source
 */
public record BatchTensors(
    NDArray source, NDArray targetInput, NDArray targetOutput, Context context) {
  /** The tensors of {@code batch}; masks have the type of the model's weights. */
  public static BatchTensors of(Batch batch, DataType type) {
    return Torch.profile().time(Profile.Part.DATA, () -> tensors(batch, type));
  }

  private static BatchTensors tensors(Batch batch, DataType type) {
    int sentences = batch.batchSize();
    return new BatchTensors(
        ids(batch.sourceIds(), sentences, batch.sourceLength()),
        ids(batch.targetInput(), sentences, batch.targetLength()),
        ids(batch.targetOutput(), (long) sentences * batch.targetLength()),
        context(batch.sourceIds(), sentences, batch.sourceLength(), batch.padId(), type));
  }

  /** The context of an encoder over padded source pieces, row-major [B, S]. */
  public static Context context(long[] ids, int sentences, int length, int padId, DataType type) {
    float[] mask = new float[ids.length];
    float[] present = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      boolean pad = ids[i] == padId;
      mask[i] = pad ? Float.NEGATIVE_INFINITY : 0;
      present[i] = pad ? 0 : 1;
    }
    return new Context(
        null,
        Torch.manager().create(mask, new Shape(sentences, 1, 1, length)).toType(type, false),
        Torch.manager().create(present, new Shape(sentences, length, 1)).toType(type, false));
  }

  /** Ids as int64. */
  public static NDArray ids(long[] ids, long... shape) {
    return Torch.manager().create(ids, new Shape(shape));
  }
}
