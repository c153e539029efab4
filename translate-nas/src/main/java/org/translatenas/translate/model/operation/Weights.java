package org.translatenas.translate.model.operation;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;

/**
 * The weights of one part of a model: declared under a common prefix when the part is built, looked
 * up when the set exists.
 */
public final class Weights {
  private final ParameterSource source;
  private final String prefix;
  private final List<String> names = new ArrayList<>();
  private List<Parameter> found;

  /** Weights whose names start with {@code prefix} and a dot. */
  public Weights(ParameterSource source, String prefix) {
    this.source = source;
    this.prefix = prefix;
  }

  /** Declares the matrix [out, in] of a linear map, with Xavier-uniform values. */
  public Weights matrix(String name, long out, long in) {
    return add(name, Initializer.XAVIER_UNIFORM, Parameter.Role.OPERAND, out, in);
  }

  /**
   * Declares what is no operand of a big product but is initialised likewise: kernels [out, in,
   * width] of a convolution, or a narrow matrix [out, in].
   */
  public Weights kernel(String name, long... shape) {
    return add(name, Initializer.XAVIER_UNIFORM, shape);
  }

  /**
   * Declares {@code blocks} matrices [out, in] in one of [blocks·out, in], each initialised as if
   * it stood alone.
   */
  public Weights matrices(String name, int blocks, long out, long in) {
    Initializer each =
        (values, shape, random) -> {
          float[] block = new float[values.length / blocks];
          for (int i = 0; i < blocks; i++) {
            Initializer.XAVIER_UNIFORM.fill(block, new long[] {out, in}, random);
            System.arraycopy(block, 0, values, i * block.length, block.length);
          }
        };
    return add(name, each, Parameter.Role.OPERAND, blocks * out, in);
  }

  /** Declares a vector of zeros. */
  public Weights bias(String name, long size) {
    return add(name, Initializer.ZEROS, size);
  }

  /**
   * Declares the affine parameters of a layer normalisation: {@code weight} ones, {@code bias}
   * zeros.
   */
  public Weights norm(long size) {
    return add("weight", Initializer.ONES, size).bias("bias", size);
  }

  /** Declares a tensor that no big product reads. */
  public Weights add(String name, Initializer initializer, long... shape) {
    return add(name, initializer, Parameter.Role.PLAIN, shape);
  }

  /** Declares a tensor. */
  public Weights add(String name, Initializer initializer, Parameter.Role role, long... shape) {
    source.declarations().add(prefix + "." + name, initializer, role, shape);
    names.add(prefix + "." + name);
    return this;
  }

  /** The parameters in the order of their declaration. */
  public List<Parameter> all() {
    if (found == null) {
      ParameterSet set = source.set();
      found = names.stream().map(set::get).toList();
    }
    return found;
  }

  /** What a graph reads of the {@code index}-th declaration. */
  public ai.djl.ndarray.NDArray get(int index) {
    return all().get(index).leaf();
  }
}
