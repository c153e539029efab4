package org.translatenas.bilevel.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.SearchResult;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.bilevel.gradient.Baseline;
import org.translatenas.bilevel.objective.DiscreteObjective;
import org.translatenas.bilevel.objective.Penalty;

/** Terms beside the loss, so heavy that a search has to find what they want and not the planted. */
class TermsOfTheSpaceTest {
  private static final List<Integer> WANTED = List.of(1, 3, 0);
  private static final int UPDATES = 300;

  /** −weight · Σ A of the wanted. */
  private record Wanting(double weight) implements Penalty {
    @Override
    public double value(double[][] mixing, double progress) {
      double sum = 0;
      for (int node = 0; node < mixing.length; node++) {
        sum -= weight * mixing[node][WANTED.get(node)];
      }
      return sum;
    }

    @Override
    public double[][] gradient(double[][] mixing, double progress) {
      double[][] gradient = Mixtures.oneHot(mixing, WANTED);
      for (double[] node : gradient) {
        for (int k = 0; k < node.length; k++) {
          node[k] *= -weight;
        }
      }
      return gradient;
    }
  }

  private static int missed(List<Integer> choices) {
    int missed = 0;
    for (int node = 0; node < WANTED.size(); node++) {
      missed += choices.get(node).equals(WANTED.get(node)) ? 0 : 1;
    }
    return missed;
  }

  private static SearchResult search(
      MethodName name,
      List<Penalty> penalties,
      List<DiscreteObjective> objectives,
      String... over) {
    try (ToySupernet supernet = new ToySupernet()) {
      SearchMethod method =
          ToySettings.method(name, 0, supernet.nodes(), penalties, objectives, over);
      BilevelSearch search = new BilevelSearch(method, ToySettings.of(UPDATES, 1));
      return ToySettings.run(search, supernet, step -> {});
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DARTS", "SNAS", "UNAS", "RANDOM"})
  void aPenaltyIsLowered(MethodName name) {
    List<Integer> found = search(name, List.of(new Wanting(1000)), List.of()).choices();
    assertThat(missed(found)).isLessThanOrEqualTo(name == MethodName.RANDOM ? 1 : 0);
    assertThat(missed(search(name, List.of(new Wanting(-1000)), List.of()).choices())).isEqualTo(3);
  }

  /** Without a gradient, from one draw in each third step of α. */
  @Test
  void aDiscreteObjectiveIsLowered() {
    List<List<Integer>> asked = new ArrayList<>();
    DiscreteObjective.Function function =
        choices -> {
          asked.add(choices);
          return missed(choices);
        };
    for (double weight : new double[] {1000, -1000}) {
      asked.clear();
      DiscreteObjective objective =
          new DiscreteObjective(weight, 3, function, new Baseline("wanted"));
      List<Integer> found = search(MethodName.DARTS, List.of(), List.of(objective)).choices();
      assertThat(missed(found)).isEqualTo(weight > 0 ? 0 : 3);
      assertThat(asked).hasSize(UPDATES / 3).doesNotContain(List.of());
    }
  }

  @Test
  void entropyIsLoweredOrRaised() {
    double lowered = Mixtures.entropy(mixing("entropyWeight=1000"));
    double raised = Mixtures.entropy(mixing("entropyWeight=-1000"));
    assertThat(lowered).isLessThan(0.1);
    assertThat(raised).isGreaterThan(0.99 * Math.log(4));
  }

  private static double[][] mixing(String over) {
    return search(MethodName.DARTS, List.of(), List.of(), over).mixing();
  }
}
