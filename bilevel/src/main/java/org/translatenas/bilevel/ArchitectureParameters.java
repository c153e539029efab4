package org.translatenas.bilevel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/**
 * α: for each searched node one number a candidate, float64, initialised to 1e-3 · normal as in
 * DARTS.
 */
public final class ArchitectureParameters implements AutoCloseable {
  private static final double INITIAL_DEVIATION = 1e-3;

  private final ParameterSet set;

  /** Fresh parameters. */
  public ArchitectureParameters(List<SearchNode> nodes, long seed) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    for (SearchNode node : nodes) {
      declarations.add(
          node.name(), Initializer.normal(INITIAL_DEVIATION), node.candidates().size());
    }
    set = declarations.build(DataType.FLOAT64, seed);
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
