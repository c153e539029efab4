package org.translatenas.translate.process;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.translatenas.reversible.Gradients;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

/** Times a linear map with its gradients, casts included, at the size of a small Transformer's. */
final class ProductTrial {
  private static final int ROWS = 1024;
  private static final int IN = 256;
  private static final int OUT = 1024;
  private static final int TRIES = 7;

  /** A try that takes so long shows by itself that the processor lacks the units. */
  private static final double HOPELESS_MILLIS = 200;

  private ProductTrial() {}

  /** The fastest of several tries, in milliseconds. */
  static double millis(Precision precision) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    declarations.add("weight", Initializer.XAVIER_UNIFORM, Parameter.Role.OPERAND, OUT, IN);
    declarations.add("bias", Initializer.ZEROS, OUT);
    double[] best = {Double.MAX_VALUE};
    try (ParameterSet set = declarations.build(precision, 1)) {
      Scope.run(
          () -> {
            NDArray x = Torch.manager().ones(new Shape(ROWS, IN));
            NDArray cotangent = Torch.manager().ones(new Shape(ROWS, OUT));
            double last = 0;
            for (int i = 0; i < TRIES && last < HOPELESS_MILLIS; i++) {
              long begin = System.nanoTime();
              Scope.run(() -> step(set, x, cotangent));
              last = (System.nanoTime() - begin) / 1e6;
              best[0] = Math.min(best[0], last);
            }
          });
    }
    return best[0];
  }

  private static void step(ParameterSet set, NDArray x, NDArray cotangent) {
    NDArray leaf = Gradients.leaf(x);
    Parameter weight = set.get("weight");
    Parameter bias = set.get("bias");
    NDArray y =
        Torch.recording(() -> Kernel.named("linear").call(leaf, weight.leaf(), bias.leaf()));
    NDArray[] found =
        Gradients.accumulate(
            new NDList(y), new NDList(cotangent), List.of(weight, bias), new NDList(leaf));
    // Reading a number waits for a graphics card to be done.
    if (found[0] == null || Float.isNaN(found[0].getFloat(0, 0))) {
      throw new IllegalStateException("the trial gave no gradient");
    }
  }
}
