package org.translatenas.translate.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;

class SurvivorsTest {
  @Test
  void theLastMoveIntoTheGaps() {
    boolean[] alive = {true, false, true, false, true, true, false};
    Survivors stay = Survivors.of(7, i -> alive[i]);
    assertThat(origins(stay)).containsExactly(0, 5, 2, 4);
    Scope.run(
        () -> {
          NDArray x = Torch.manager().arange(14f).reshape(7, 2).duplicate();
          NDArray kept = stay.keep(x);
          assertThat(kept.getShape()).isEqualTo(new Shape(4, 2));
          assertThat(kept.toFloatArray()).containsExactly(0, 1, 10, 11, 4, 5, 8, 9);
        });
  }

  @Property
  void thoseAliveStayAndNoneTwice(@ForAll @Size(max = 20) List<Boolean> alive) {
    Survivors stay = Survivors.of(alive.size(), alive::get);
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < alive.size(); i++) {
      if (alive.get(i)) {
        expected.add(i);
      }
    }
    assertThat(origins(stay)).containsExactlyInAnyOrderElementsOf(expected);
    for (int i = 0; i < stay.count(); i++) {
      assertThat(stay.origin(i) == i || stay.origin(i) >= stay.count()).isTrue();
    }
  }

  private static List<Integer> origins(Survivors stay) {
    List<Integer> origins = new ArrayList<>();
    for (int i = 0; i < stay.count(); i++) {
      origins.add(stay.origin(i));
    }
    return origins;
  }
}
