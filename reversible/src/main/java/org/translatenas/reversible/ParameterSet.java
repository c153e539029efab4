package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * An ordered map from names to {@link Parameter}s whose values lie in one flat tensor and whose
 * gradients lie in another, so that clipping, an optimiser's step and a copy are one call each.
 */
public final class ParameterSet implements AutoCloseable {
  /** Each parameter starts at a multiple of so many elements: 64 bytes of float32, a cache line. */
  private static final int ALIGNMENT = 16;

  private final Map<String, Parameter> parameters;
  private final NDArray values;
  private final NDArray gradients;
  private final NDArray operands;

  /** {@code operands} is {@code values} where products have no format of their own. */
  private ParameterSet(
      Map<String, Parameter> parameters, NDArray values, NDArray gradients, NDArray operands) {
    this.parameters = parameters;
    this.values = values;
    this.gradients = gradients;
    this.operands = operands;
  }

  /** All values, flat, in order, with zeros between parameters where alignment asks for them. */
  public NDArray values() {
    return values;
  }

  /** All gradients, laid out as {@link #values}. */
  public NDArray gradients() {
    return gradients;
  }

  /** The parameters in the order in which they were declared. */
  public Collection<Parameter> all() {
    return parameters.values();
  }

  /**
   * The parts of a tensor that is laid out as {@link #values}, as views in the caller's scope, by
   * the names of the parameters that they belong to.
   */
  public Map<String, NDArray> parts(NDArray flat) {
    Map<String, NDArray> parts = new LinkedHashMap<>();
    long at = 0;
    for (Parameter parameter : all()) {
      Shape shape = parameter.value().getShape();
      parts.put(parameter.name(), slice(flat, at, shape));
      at += aligned(shape.size());
    }
    return parts;
  }

  private static long aligned(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static NDArray slice(NDArray flat, long at, Shape shape) {
    return flat.get(new NDIndex().addSliceDim(at, at + shape.size())).reshape(shape).stopGradient();
  }

  /** The parameter called {@code name}. */
  public Parameter get(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("no parameter " + name);
    }
    return parameter;
  }

  /** How many numbers there are, without alignment. */
  public long size() {
    return parameters.values().stream().mapToLong(p -> p.value().size()).sum();
  }

  /**
   * Makes the operands of the big products from the values as they are now, where these have a
   * format of their own: once after each change of the values.
   */
  public void refreshOperands() {
    if (mixed()) {
      Torch.copy(values, operands);
    }
  }

  /** Whether big products read copies in a format of their own. */
  public boolean mixed() {
    return operands != values;
  }

  /**
   * Lets no graph begin at the parameters any more, and gives the memory of their gradients back:
   * of a model that only translates.
   */
  public void freeze() {
    parameters
        .values()
        .forEach(
            parameter -> {
              parameter.leaf().setRequiresGradient(false);
              parameter.gradient().close();
            });
    gradients.close();
  }

  /** Sets all gradients to zero. */
  public void zeroGradients() {
    Scope.run(() -> Kernel.named("zero").call(gradients));
  }

  @Override
  public void close() {
    for (Parameter parameter : parameters.values()) {
      parameter.value().close();
      parameter.gradient().close();
      parameter.operand().close();
    }
    values.close();
    gradients.close();
    operands.close();
  }

  /** Collects declarations; nothing native exists before {@link #build}. */
  public static final class Declarations {
    private record Declaration(Shape shape, Initializer initializer, Parameter.Role role) {}

    private final Map<String, Declaration> declared = new LinkedHashMap<>();

    /** Declares a parameter that no big product reads; a name may be declared once. */
    public void add(String name, Initializer initializer, long... shape) {
      add(name, initializer, Parameter.Role.PLAIN, shape);
    }

    /** Declares a parameter; a name may be declared once. */
    public void add(String name, Initializer initializer, Parameter.Role role, long... shape) {
      if (declared.put(name, new Declaration(new Shape(shape), initializer, role)) != null) {
        throw new IllegalArgumentException("parameter " + name + " is declared twice");
      }
    }

    /** How many numbers have been declared. */
    public long size() {
      return declared.values().stream().mapToLong(d -> d.shape().size()).sum();
    }

    /** How many numbers each declared parameter has, in the order of the declarations. */
    public Map<String, Long> sizes() {
      Map<String, Long> sizes = new LinkedHashMap<>();
      declared.forEach((name, declaration) -> sizes.put(name, declaration.shape().size()));
      return sizes;
    }

    /**
     * Makes the parameters. Each is filled from a stream of its own, named after it, so that
     * another parameter more or less changes nothing about the others.
     *
     * @param type FLOAT32, or FLOAT64 for numerical checks
     */
    public ParameterSet build(DataType type, long seed) {
      return build(Precision.of(type), seed);
    }

    /** Makes the parameters; operands of products are refreshed. */
    public ParameterSet build(Precision precision, long seed) {
      return build(precision, OptionalLong.of(seed));
    }

    /** Makes the parameters with zeros, for values that are there already. */
    public ParameterSet zeros(Precision precision) {
      return build(precision, OptionalLong.empty());
    }

    private ParameterSet build(Precision precision, OptionalLong seed) {
      DataType type = precision.weights();
      long total = 0;
      for (Declaration declaration : declared.values()) {
        total += aligned(declaration.shape().size());
      }
      Shape flat = new Shape(total);
      NDArray values = Scope.permanent(() -> Torch.manager().zeros(flat, type));
      NDArray gradients = Scope.permanent(() -> Torch.manager().zeros(flat, type));
      NDArray operands =
          precision.mixed() ? Scope.permanent(() -> Kernel.named("bfloat16").call(values)) : values;
      Map<String, Parameter> parameters = new LinkedHashMap<>();
      long at = 0;
      for (Map.Entry<String, Declaration> entry : declared.entrySet()) {
        Declaration declaration = entry.getValue();
        NDArray value = view(values, at, declaration.shape());
        seed.ifPresent(root -> fill(value, declaration, Seeds.named(root, entry.getKey())));
        NDArray gradient = view(gradients, at, declaration.shape());
        NDArray operand = value;
        if (precision.mixed() && declaration.role() != Parameter.Role.PLAIN) {
          operand = view(operands, at, declaration.shape());
        }
        NDArray leaf = declaration.role() == Parameter.Role.OPERAND ? operand : value;
        leaf.setRequiresGradient(true);
        parameters.put(
            entry.getKey(), new Parameter(entry.getKey(), value, gradient, operand, leaf));
        at += aligned(declaration.shape().size());
      }
      ParameterSet set =
          new ParameterSet(Collections.unmodifiableMap(parameters), values, gradients, operands);
      set.refreshOperands();
      return set;
    }

    private static NDArray view(NDArray flat, long at, Shape shape) {
      return Scope.permanent(() -> slice(flat, at, shape));
    }

    private static void fill(NDArray value, Declaration declaration, long seed) {
      float[] numbers = new float[Math.toIntExact(declaration.shape().size())];
      declaration
          .initializer()
          .fill(numbers, declaration.shape().getShape(), new SplittableRandom(seed));
      Scope.run(() -> Torch.copy(Torch.manager().create(numbers, declaration.shape()), value));
    }
  }

  /** What graphs hold of {@code parameters}, for a call that takes a list of tensors. */
  static List<NDArray> leavesOf(Collection<Parameter> parameters) {
    List<NDArray> list = new ArrayList<>(parameters.size());
    parameters.forEach(p -> list.add(p.leaf()));
    return list;
  }

  /** The gradient buffers of {@code parameters}. */
  static List<NDArray> gradientsOf(Collection<Parameter> parameters) {
    List<NDArray> list = new ArrayList<>(parameters.size());
    parameters.forEach(p -> list.add(p.gradient()));
    return list;
  }
}
