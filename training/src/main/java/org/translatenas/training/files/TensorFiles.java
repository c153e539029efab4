package org.translatenas.training.files;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.training.UserException;

/** Tensors to safetensors files and back. */
public final class TensorFiles {
  private TensorFiles() {}

  /** The parameters of {@code set} under their names. */
  public static Map<String, NDArray> named(ParameterSet set) {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    for (Parameter parameter : set.all()) {
      tensors.put(parameter.name(), parameter.value());
    }
    return tensors;
  }

  /** Writes {@code tensors} (float32, float64 or int64) with {@code metadata}. */
  public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata) {
    Map<String, StoredTensor> stored = new LinkedHashMap<>();
    Scope.run(
        () -> {
          tensors.forEach((name, tensor) -> stored.put(name, store(tensor)));
          SafeTensors.write(file, stored, metadata);
        });
  }

  private static StoredTensor store(NDArray tensor) {
    long[] shape = tensor.getShape().getShape();
    ByteBuffer bytes = tensor.toByteBuffer(true);
    return switch (tensor.getDataType()) {
      case FLOAT32 -> StoredTensor.of(DataType.F32, shape, bytes);
      case FLOAT64 -> StoredTensor.of(DataType.F64, shape, bytes);
      case INT64 -> StoredTensor.of(DataType.I64, shape, bytes);
      default -> throw new IllegalArgumentException("cannot store " + tensor.getDataType());
    };
  }

  /**
   * Fills {@code tensors} from {@code file}, which must hold exactly these names, types and shapes.
   *
   * @return the file's metadata
   */
  public static Map<String, String> read(Path file, Map<String, NDArray> tensors) {
    SafeTensors content = SafeTensors.read(file);
    if (!content.tensors().keySet().equals(tensors.keySet())) {
      throw UserException.data(
          file
              + ": holds other tensors than this model has; was it made by another configuration?");
    }
    tensors.forEach( // one at a time: what Java copies of a tensor counts as its own memory
        (name, tensor) -> Scope.run(() -> fill(file, name, tensor, content)));
    return content.metadata();
  }

  private static void fill(Path file, String name, NDArray tensor, SafeTensors content) {
    StoredTensor stored = content.tensor(name);
    long[] shape = tensor.getShape().getShape();
    if (!Arrays.equals(stored.shape(), shape)) {
      throw UserException.data(
          "%s: %s has shape %s, this model's has %s; was it made by another configuration?"
              .formatted(file, name, Arrays.toString(stored.shape()), Arrays.toString(shape)));
    }
    NDArray copy =
        switch (tensor.getDataType()) {
          case FLOAT32 -> Torch.manager().create(stored.toFloats(), tensor.getShape());
          case FLOAT64 -> Torch.manager().create(stored.toDoubles(), tensor.getShape());
          case INT64 -> Torch.manager().create(stored.toLongs(), tensor.getShape());
          default -> throw new IllegalArgumentException("cannot fill " + tensor.getDataType());
        };
    Torch.copy(copy, tensor);
  }
}
