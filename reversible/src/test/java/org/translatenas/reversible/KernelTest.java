package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {
  @Test
  void gradientsComeAsValues() {
    NDManager manager = Torch.manager();
    try (NDScope scope = new NDScope()) {
      NDArray x = manager.create(new float[] {1, 2, 3});
      NDArray unused = manager.create(new float[] {1});
      x.setRequiresGradient(true);
      unused.setRequiresGradient(true);
      NDArray y = Torch.recording(() -> x.mul(x));
      NDList result =
          Kernel.named("gradients")
              .with()
              .list(List.of(y))
              .list(List.of(manager.create(new float[] {1, 1, 10})))
              .list(List.of(x, unused))
              .call();
      assertThat(result.get(0).toFloatArray()).containsExactly(2, 4, 60);
      assertThat(result.get(1).size()).isZero();
      scope.suppressNotUsedWarning();
    }
  }

  @Test
  void aRefusedCallLeavesItsTensorsUsable() {
    Scope.run(
        () -> {
          NDArray x = Torch.manager().create(new double[] {1, 2});
          assertThatThrownBy(
                  () -> Kernel.named("gradients").with().list(List.of(x)).list(List.of(x)).call())
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("two lists");
          Kernel.named("pool").with().list(List.of(x)); // given up
          assertThat(pooled(x)).containsExactly(1, 2);
        });
  }

  @Test
  void anEmptyListIsRefused() {
    assertThatThrownBy(() -> Kernel.named("pool").with().list(List.of()))
        .hasMessage("kernel pool: an empty list of tensors");
  }

  @Test
  void anUnknownKernelIsRefused() {
    assertThatThrownBy(() -> Kernel.named("nothing")).hasMessage("there is no kernel nothing");
  }

  @Test
  void aFailureNamesTheKernelAndLeavesItsTensorsUsable() {
    Scope.run(
        () -> {
          NDArray x = Torch.manager().create(new double[] {1, 2});
          NDArray y = Torch.manager().create(new double[] {1, 2, 3});
          assertThatThrownBy(
                  () ->
                      Kernel.named("pool")
                          .with()
                          .list(List.of(x, y))
                          .tensor(Torch.manager().create(true))
                          .call())
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith("kernel pool: ");
          assertThat(pooled(x)).containsExactly(1, 2);
        });
  }

  private static double[] pooled(NDArray x) {
    return Kernel.named("pool")
        .with()
        .list(List.of(x))
        .tensor(Torch.manager().create(true))
        .call()
        .get(0)
        .toDoubleArray();
  }
}
