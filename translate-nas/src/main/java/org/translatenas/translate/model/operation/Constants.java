package org.translatenas.translate.model.operation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/** Numbers that kernels take as tensors; each is made once and lives as long as the process. */
public final class Constants {
  /** A tensor without elements: an argument left out. */
  public static final NDArray NONE =
      Scope.permanent(() -> Torch.manager().create(new Shape(0), DataType.FLOAT32));

  private static final Map<Long, NDArray> NUMBERS = new ConcurrentHashMap<>();

  private Constants() {}

  /** {@code value} as an int64 tensor of one number. */
  public static NDArray number(long value) {
    return NUMBERS.computeIfAbsent(
        value, v -> Scope.permanent(() -> Torch.host().create((long) v)));
  }
}
