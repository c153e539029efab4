package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;

/**
 * A multi-split reversible layer (Zhao et al. 2021, equations 3 and 4). Its input is n splits X_1 …
 * X_n, and in the order k = 1 … n
 *
 * <pre>Y_k = X_k + G_k(X_{k+1} … X_n, Y_1 … Y_{k−1})</pre>
 *
 * X_k is no argument of G_k, so X_k = Y_k − G_k(…) in the order k = n … 1. With n = 2 this is
 * RevNet's layer.
 */
public final class MultiSplitLayer {
  private final List<SubFunction> functions;

  /** A layer of n = {@code functions.size()} ≥ 2 splits. */
  public MultiSplitLayer(List<? extends SubFunction> functions) {
    if (functions.size() < 2) {
      throw new IllegalArgumentException("a reversible layer has at least 2 splits");
    }
    this.functions = List.copyOf(functions);
  }

  /** G_1 … G_n. */
  public List<SubFunction> functions() {
    return functions;
  }

  /**
   * n tensors [B, T, d/n] to n tensors of the same shape; records a graph when the caller does.
   *
   * @param index which layer of its stack this is, for alarms
   */
  NDList forward(NDList x, SideInputs side, Noise noise, ResidualStream stream, int index) {
    NDList current = new NDList(x);
    for (int k = 0; k < functions.size(); k++) {
      int split = k;
      NDList others = others(current, k);
      NDArray y =
          Scope.keep(
              () -> {
                NDArray g = functions.get(split).apply(stream.read(others), side, noise.at(split));
                return current.get(split).add(stream.round(g));
              });
      stream.check(index, y);
      current.set(k, y);
    }
    return current;
  }

  /**
   * Reconstructs the layer's input from its output, and pulls the cotangent of the output back to
   * the input: one forward and one backward pass of each G_k. Both lists are changed in place:
   * {@code splits} from Y to X, {@code cotangents} from dY to dX. The tensors that are replaced are
   * closed.
   *
   * @param side with leaves for its differentiable tensors
   * @param sideCotangents one buffer for each differentiable side input, added to
   */
  void reverse(
      NDList splits,
      NDList cotangents,
      SideInputs side,
      NDList sideCotangents,
      Noise noise,
      ResidualStream stream,
      Wants wants) {
    for (int k = functions.size() - 1; k >= 0; k--) {
      int split = k;
      NDList replaced =
          Scope.keepAll(
              () ->
                  step(
                      split,
                      splits,
                      cotangents,
                      side,
                      sideCotangents,
                      noise.at(split),
                      stream,
                      wants));
      splits.get(k).close();
      splits.set(k, replaced.get(0));
      int at = 1;
      for (int i = 0; i < functions.size(); i++) {
        if (i != k) {
          cotangents.get(i).close();
          cotangents.set(i, replaced.get(at++));
        }
      }
    }
  }

  /** X_k, then the new cotangents of the other splits in their order. */
  private NDList step(
      int k,
      NDList splits,
      NDList cotangents,
      SideInputs side,
      NDList sideCotangents,
      Noise noise,
      ResidualStream stream,
      Wants wants) {
    SubFunction function = functions.get(k);
    int n = functions.size();
    NDList leaves = Gradients.leaves(stream.read(others(splits, k)));
    NDArray g =
        Torch.profile()
            .time(
                Profile.Part.RECONSTRUCTION,
                () -> Torch.recording(() -> function.apply(leaves, side, noise)));

    NDList inputs = new NDList(leaves);
    inputs.addAll(side.differentiable());
    List<Parameter> parameters = new ArrayList<>();
    if (wants.weights()) {
      parameters.addAll(function.weights());
    }
    if (wants.mixing()) {
      parameters.addAll(function.mixing());
    }
    NDList results = new NDList(n);
    results.add(splits.get(k).sub(stream.round(g.stopGradient())));
    NDArray[] found =
        Gradients.accumulate(
            new NDList(g), new NDList(stream.read(cotangents.get(k))), parameters, inputs);
    NDArray[] bySplit = new NDArray[n];
    for (int i = 0; i < n - 1; i++) {
      bySplit[(k + 1 + i) % n] = found[i];
    }
    for (int i = 0; i < n; i++) {
      if (i != k) {
        NDArray before = cotangents.get(i);
        results.add(
            bySplit[i] == null ? before.duplicate() : before.add(stream.cotangent(bySplit[i])));
      }
    }
    for (int i = 0; i < sideCotangents.size(); i++) {
      if (found[n - 1 + i] != null) {
        sideCotangents.get(i).addi(found[n - 1 + i]);
      }
    }
    return results;
  }

  /**
   * X_{k+1} … X_n, Y_1 … Y_{k−1}, of a list that holds Y below k and X from k on (or the reverse
   * walk's mixture).
   */
  public static NDList others(NDList splits, int k) {
    NDList others = new NDList(splits.size() - 1);
    for (int i = 1; i < splits.size(); i++) {
      others.add(splits.get((k + i) % splits.size()));
    }
    return others;
  }
}
