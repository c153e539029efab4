package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Scope;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.Survivors;
import org.translatenas.translate.model.TranslationModel;

/** What the decoder reads of the sources that are still being translated; owns its tensors. */
final class SourceMemory implements AutoCloseable {
  private Context context;

  private SourceMemory() {}

  /** Encodes {@code sources}, pieces without end mark. */
  static SourceMemory of(TranslationModel model, List<int[]> sources, Marks marks) {
    int sentences = sources.size();
    int length = sources.stream().mapToInt(source -> source.length).max().orElseThrow() + 1;
    long[] ids = new long[sentences * length];
    Arrays.fill(ids, marks.padId());
    for (int row = 0; row < sentences; row++) {
      int at = row * length;
      for (int id : sources.get(row)) {
        ids[at++] = id;
      }
      ids[at] = marks.eosId();
    }
    SourceMemory result = new SourceMemory();
    Scope.run(
        () -> {
          DataType type = model.table().value().getDataType();
          Context source = BatchTensors.context(ids, sentences, length, marks.padId(), type);
          NDArray memory = // [B, S, d]
              model.encode(BatchTensors.ids(ids, sentences, length), source, Noise.NONE);
          // Copies, for what is made of Java's numbers cannot be kept in part.
          result.replace(
              new Context(memory, source.mask().duplicate(), source.present().duplicate()));
        });
    return result;
  }

  /** For the decoder's steps. */
  Context context() {
    return context;
  }

  /** Keeps some sentences. */
  void keep(Survivors stay) {
    replace(
        new Context(
            stay.keep(context.memory()), // [B, S, d]
            stay.keep(context.mask()), // [B, 1, 1, S]
            stay.keep(context.present()))); // [B, S, 1]
  }

  private void replace(Context next) {
    NDScope.unregister(next.memory(), next.mask(), next.present());
    close();
    context = next;
  }

  @Override
  public void close() {
    if (context != null) {
      context.memory().close();
      context.mask().close();
      context.present().close();
    }
  }
}
