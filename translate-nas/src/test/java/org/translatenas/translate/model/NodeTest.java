package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.SideInputs;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.model.Mixing.Form;

/** A node of zero and identity, with weights 0.6 and 0.3, at (1, 2, 6). */
class NodeTest {
  private static double[] mixed(Form form, double zero, double identity) {
    List<OperationKind> kinds = List.of(OperationKind.ZERO, OperationKind.IDENTITY);
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    declarations.add("mixing", Initializer.ZEROS, 2);
    double[][] result = new double[1][];
    try (ParameterSet set = declarations.build(DataType.FLOAT64, 1);
        Mixing mixing = new Mixing(kinds, set.get("mixing"), form)) {
      mixing.set(new double[] {zero, identity}, true);
      List<NodeOperation> operations =
          kinds.stream().map(kind -> new NodeOperation(kind, null)).toList();
      Node node = new Node(Pooling.AVERAGE, operations, mixing);
      Scope.run(
          () -> {
            NDArray h = Torch.manager().create(new double[] {1, 2, 6}, new Shape(1, 1, 3));
            NDArray mask = Torch.manager().zeros(new Shape(1));
            SideInputs side = new SideInputs(new NDList(), new NDList(mask, mask));
            result[0] = node.apply(new NDList(h), side, Noise.NONE).toDoubleArray();
          });
    }
    return result[0];
  }

  @Test
  void theSumOfWhatTheCandidatesGive() {
    assertThat(mixed(Form.PLAIN, 0.6, 0.3))
        .containsExactly(new double[] {0.3, 0.6, 1.8}, within(1e-12));
  }

  /** Divided by its root mean square, √(41/3). */
  @Test
  void normalisedCandidates() {
    double root = Math.sqrt(41.0 / 3);
    assertThat(mixed(new Form(true, false), 0.6, 0.3))
        .containsExactly(new double[] {0.3 / root, 0.6 / root, 1.8 / root}, within(1e-5));
  }

  /** Less its mean 3, by its deviation √(14/3), whatever the weight that is left. */
  @Test
  void aNormalisedSum() {
    double deviation = Math.sqrt(14.0 / 3);
    for (double weight : new double[] {0.3, 1}) {
      assertThat(mixed(new Form(false, true), 0, weight))
          .containsExactly(
              new double[] {-2 / deviation, -1 / deviation, 3 / deviation}, within(1e-4));
    }
  }
}
