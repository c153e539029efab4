package org.translatenas.reversible;

import static org.assertj.core.api.Assertions.assertThat;

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
}
