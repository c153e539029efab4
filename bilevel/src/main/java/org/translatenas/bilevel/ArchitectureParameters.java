package org.translatenas.bilevel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/** α: for each searched node one number a candidate, float64. */
public final class ArchitectureParameters implements AutoCloseable {
  private final ParameterSet set;

  /**
   * Fresh parameters, normally distributed.
   *
   * @param mean of a node with so many candidates
   * @param deviation standard deviation
   */
  public ArchitectureParameters(
      List<SearchNode> nodes, IntToDoubleFunction mean, double deviation, long seed) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    for (SearchNode node : nodes) {
      declarations.add(node.name(), Initializer.normal(deviation), node.candidates().size());
    }
    set = declarations.build(DataType.FLOAT64, seed);
    double[][] values = values();
    for (double[] row : values) {
      double start = mean.applyAsDouble(row.length);
      for (int k = 0; k < row.length; k++) {
        row[k] += start;
      }
    }
    set(values);
  }

  /** As a parameter set, for an optimiser and for checkpoints. */
  public ParameterSet set() {
    return set;
  }

  /** The numbers. */
  public double[][] values() {
    List<double[]> values = new ArrayList<>();
    for (Parameter parameter : set.all()) {
      values.add(parameter.value().toDoubleArray());
    }
    return values.toArray(double[][]::new);
  }

  /** Sets the numbers. */
  public void set(double[][] values) {
    Scope.run(
        () -> {
          int node = 0;
          for (Parameter parameter : set.all()) {
            Torch.copy(Torch.manager().create(values[node++]), parameter.value());
          }
        });
  }

  /** Adds {@code gradient} to the gradients' buffers. */
  public void addGradient(double[][] gradient) {
    Scope.run(
        () -> {
          int node = 0;
          for (Parameter parameter : set.all()) {
            NDArray values = Torch.manager().create(gradient[node++]);
            parameter.gradient().addi(values);
          }
        });
  }

  @Override
  public void close() {
    set.close();
  }
}
