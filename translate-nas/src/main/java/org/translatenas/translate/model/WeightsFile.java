package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.training.UserException;
import org.translatenas.training.files.DataType;
import org.translatenas.training.files.SafeTensors;
import org.translatenas.training.files.Sha256;
import org.translatenas.training.files.StoredTensor;
import org.translatenas.training.files.TensorFiles;

/**
 * {@code weights.safetensors} of a model folder: the parameters, float32, under their names. The
 * metadata {@code sha256} is that of all numbers in the order of the parameters, so that a changed
 * bit is noticed, and there are those of the files beside it without which the numbers mean
 * nothing, by their names. What a file does not have is not checked.
 */
final class WeightsFile {
  private static final String SHA256 = "sha256";

  private WeightsFile() {}

  /**
   * Writes the file.
   *
   * @param beside files in its folder that belong to it
   */
  static void write(Path file, ParameterSet parameters, List<String> beside) {
    Map<String, String> metadata = new LinkedHashMap<>();
    MessageDigest digest = digest();
    for (Parameter parameter : parameters.all()) {
      NDArray value = parameter.value();
      if (value.getDataType() != ai.djl.ndarray.types.DataType.FLOAT32) {
        throw new IllegalArgumentException("weights of a model folder are float32");
      }
      Scope.run(() -> digest.update(value.toByteBuffer(true)));
    }
    metadata.put(SHA256, HexFormat.of().formatHex(digest.digest()));
    beside.forEach(name -> metadata.put(name, Sha256.of(file.resolveSibling(name))));
    TensorFiles.write(file, TensorFiles.named(parameters), metadata);
  }

  /**
   * Fills the parameters.
   *
   * @param beside files in its folder that must be those it was written with
   */
  static void read(Path file, ParameterSet parameters, List<String> beside) {
    SafeTensors content = SafeTensors.read(file);
    for (Map.Entry<String, StoredTensor> entry : content.tensors().entrySet()) {
      if (entry.getValue().type() != DataType.F32) {
        throw UserException.data(
            "%s: %s is %s, a model has F32; convert it or write the model again"
                .formatted(file, entry.getKey(), entry.getValue().type()));
      }
    }
    Map<String, String> metadata = TensorFiles.read(file, TensorFiles.named(parameters));
    for (String name : beside) {
      Path other = file.resolveSibling(name);
      if (metadata.containsKey(name) && !metadata.get(name).equals(Sha256.of(other))) {
        throw UserException.data(
            "%s: is damaged, or not the one that the weights beside it were trained with; copy the"
                    .formatted(other)
                + " model again");
      }
    }
    String expected = metadata.get(SHA256);
    MessageDigest digest = digest();
    for (Parameter parameter : parameters.all()) {
      ByteBuffer bytes = content.tensor(parameter.name()).bytes();
      digest.update(bytes);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (expected != null && !expected.equals(found)) {
      throw UserException.data(
          file + ": is damaged, its numbers have another SHA-256; copy the model again");
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
