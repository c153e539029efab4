package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import java.util.function.Supplier;

/**
 * Owns native memory: every tensor made inside is freed at the end, but for the result, which
 * passes to the scope around it. Libtorch frees a graph together with the last tensor that holds
 * it, so what leaves a scope should be detached from the graph unless the graph is meant to live
 * on.
 */
public final class Scope {
  private Scope() {}

  /** Runs {@code body} and keeps nothing. */
  public static void run(Runnable body) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      body.run();
    }
  }

  /** Runs {@code body} and keeps the tensor that it returns. */
  public static NDArray keep(Supplier<NDArray> body) {
    NDArray result;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = body.get();
      NDScope.unregister(result);
    }
    NDScope.register(result);
    return result;
  }

  /** Runs {@code body} and keeps the tensors that it returns. */
  public static NDList keepAll(Supplier<NDList> body) {
    NDList result;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      result = body.get();
      NDScope.unregister(result);
    }
    result.forEach(NDScope::register);
    return result;
  }

  /** Runs {@code body} and keeps the tensor that it returns until it is closed by hand. */
  public static NDArray permanent(Supplier<NDArray> body) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray result = body.get();
      NDScope.unregister(result);
      return result;
    }
  }
}
