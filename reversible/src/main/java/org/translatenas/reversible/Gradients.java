package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Collection;

/**
 * Gradients as values: vector–Jacobian products that touch no {@code .grad}. The graph of {@code
 * ys} is freed on the way, so each graph serves one call.
 */
public final class Gradients {
  private static final NDArray NO_INPUT = noInput();

  private Gradients() {}

  private static NDArray noInput() {
    NDArray leaf = Scope.permanent(() -> Torch.manager().zeros(new Shape(1)));
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** A leaf of a new graph that shares the memory of {@code x}. */
  public static NDArray leaf(NDArray x) {
    NDArray leaf = x.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** A leaf for each of {@code tensors}. */
  public static NDList leaves(NDList tensors) {
    NDList leaves = new NDList(tensors.size());
    tensors.forEach(x -> leaves.add(leaf(x)));
    return leaves;
  }

  /** Handles of their own on the same memory, so that closing them leaves the caller's alone. */
  static NDList handles(NDList tensors) {
    NDList handles = new NDList(tensors.size());
    tensors.forEach(x -> handles.add(x.stopGradient()));
    return handles;
  }

  /**
   * The gradients of Σ ⟨y, cotangent⟩ with respect to {@code inputs}, which are returned, and to
   * {@code weights}, which are added to the parameters' buffers.
   *
   * @param weights may be empty; then their products are not computed
   * @param inputs leaves; may be empty
   * @return one tensor for each input, or null where the {@code ys} do not depend on it
   */
  public static NDArray[] accumulate(
      NDList ys, NDList cotangents, Collection<Parameter> weights, NDList inputs) {
    if (weights.isEmpty() && inputs.isEmpty()) {
      return new NDArray[0];
    }
    NDList asked = inputs.isEmpty() ? new NDList(NO_INPUT) : inputs;
    Kernel kernel = Kernel.named(weights.isEmpty() ? "gradients" : "accumulate_gradients");
    Kernel.Arguments arguments = kernel.with().list(ys).list(cotangents);
    if (!weights.isEmpty()) {
      arguments.list(ParameterSet.leavesOf(weights)).list(ParameterSet.gradientsOf(weights));
    }
    NDList found =
        Torch.profile()
            .time(
                Profile.Part.BACKWARD,
                () -> Torch.notRecording(() -> arguments.list(asked).call()));
    NDArray[] result = new NDArray[inputs.size()];
    for (int i = 0; i < result.length; i++) {
      NDArray gradient = found.get(i);
      result[i] = isNone(gradient, inputs.get(i)) ? null : gradient;
    }
    return result;
  }

  private static boolean isNone(NDArray gradient, NDArray input) {
    return gradient.size() == 0 && input.size() != 0;
  }
}
