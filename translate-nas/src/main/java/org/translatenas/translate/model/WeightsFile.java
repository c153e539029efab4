package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.training.UserException;
import org.translatenas.training.files.DataType;
import org.translatenas.training.files.SafeTensors;
import org.translatenas.training.files.StoredTensor;
import org.translatenas.training.files.TensorFiles;

/**
 * {@code weights.safetensors} of a model folder: the parameters, float32, under their names. The
 * metadata {@code sha256} is that of all numbers in the order of the parameters, so that a changed
 * bit is noticed; a file without it is read unchecked.
 */
final class WeightsFile {
  private static final String SHA256 = "sha256";

  private WeightsFile() {}

  static void write(Path file, ParameterSet parameters) {
    MessageDigest digest = digest();
    for (Parameter parameter : parameters.all()) {
      NDArray value = parameter.value();
      if (value.getDataType() != ai.djl.ndarray.types.DataType.FLOAT32) {
        throw new IllegalArgumentException("weights of a model folder are float32");
      }
      Scope.run(() -> digest.update(value.toByteBuffer(true)));
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    TensorFiles.write(file, TensorFiles.named(parameters), Map.of(SHA256, sha256));
  }

  static void read(Path file, ParameterSet parameters) {
    SafeTensors content = SafeTensors.read(file);
    for (Map.Entry<String, StoredTensor> entry : content.tensors().entrySet()) {
      if (entry.getValue().type() != DataType.F32) {
        throw UserException.data(
            "%s: %s is %s, a model has F32; convert it or write the model again"
                .formatted(file, entry.getKey(), entry.getValue().type()));
      }
    }
    String expected = TensorFiles.read(file, TensorFiles.named(parameters)).get(SHA256);
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
