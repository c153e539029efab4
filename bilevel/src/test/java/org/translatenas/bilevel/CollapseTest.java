package org.translatenas.bilevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollapseTest {
  private static final List<String> OPERATIONS = List.of("conv", "ffn", "zero", "identity");
  private static final List<SearchNode> NODES =
      List.of(
          new SearchNode("a", OPERATIONS),
          new SearchNode("b", OPERATIONS),
          new SearchNode("c", OPERATIONS));

  private static Collapse of(double[][] mixing) {
    return Collapse.of(NODES, Set.of("zero", "identity"), mixing, Mixtures.argmax(mixing));
  }

  @Test
  void weightlessOperationsRaiseAnAlarm() {
    Collapse collapse = of(new double[][] {{0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}});
    assertThat(collapse.weightlessShare()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(collapse.entropyShare()).isZero();
    assertThat(collapse.alarms()).singleElement().asString().startsWith("67 % of the nodes");
  }

  /** A whole encoder may be half of the nodes. */
  @Test
  void halfOfTheNodesAreEnough() {
    double[][] mixing = {{0, 0, 1, 0}, {0, 1, 0, 0}};
    Set<String> identity = Set.of(OPERATIONS.get(2));
    Collapse collapse = Collapse.of(NODES.subList(0, 2), identity, mixing, Mixtures.argmax(mixing));
    assertThat(collapse.weightlessShare()).isEqualTo(0.5);
    assertThat(collapse.alarms()).singleElement().asString().startsWith("50 % of the nodes");
  }

  @Test
  void anUndecidedSearchRaisesAnAlarm() {
    double[] even = {.26, .25, .245, .245};
    Collapse collapse = of(new double[][] {even, even, even});
    assertThat(collapse.alarms()).singleElement().asString().contains("nearly uniform");
  }

  /** Half of ln 4 for two of four; clamped weights are taken as shares. */
  @Test
  void aHealthyOneRaisesNone() {
    Collapse collapse = of(new double[][] {{.9, .9, 0, 0}, {.5, .5, 0, 0}, {.2, .2, 0, 0}});
    assertThat(collapse.entropyShare()).isCloseTo(0.5, within(1e-12));
    assertThat(collapse.alarms()).isEmpty();
  }
}
