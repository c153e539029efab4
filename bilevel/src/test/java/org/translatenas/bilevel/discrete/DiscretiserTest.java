package org.translatenas.bilevel.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.SearchNode;
import org.translatenas.bilevel.relaxation.SoftmaxRelaxation;
import org.translatenas.bilevel.sampling.ArchitectureDistribution;

class DiscretiserTest {
  private static final List<String> OPERATIONS = List.of("none", "skip", "conv");

  /** The edges of a cell with two inputs: node 0 has edges 0 and 1, node 1 has 2, 3 and 4. */
  private static final List<List<Integer>> EDGES = List.of(List.of(0, 1), List.of(2, 3, 4));

  /** Where none is the largest everywhere, DARTS's rule never takes it and NAS-Bench-201's does. */
  @Example
  void noneIsTakenByOneRuleAlone() {
    double[][] mixing = {{.8, .1, .1}, {.7, .2, .1}, {.9, .04, .06}, {.5, .2, .3}, {.6, .25, .15}};
    List<Integer> darts = Mixtures.choices(new TopEdges(EDGES, 2, 0).discretise(mixing));
    assertThat(darts).containsExactly(1, 1, -1, 2, 1);
    List<SearchNode> nodes =
        IntStream.range(0, 5).mapToObj(i -> new SearchNode("edge " + i, OPERATIONS)).toList();
    assertThat(Mixtures.choices(Argmax.ofAll(nodes).discretise(mixing)))
        .containsExactly(0, 0, 0, 0, 0);
    assertThat(Mixtures.choices(Argmax.without(nodes, "none").discretise(mixing)))
        .containsExactly(1, 1, 2, 2, 1);
    // DARTS-PRIME's own parser does not leave none out.
    assertThat(Mixtures.choices(new TopEdges(EDGES, 2, -1).discretise(mixing)))
        .containsExactly(0, 0, 0, -1, 0);
  }

  /** An edge is as strong as its weight A, not as its α: three large α that are equal are weak. */
  @Example
  void edgesAreComparedByTheirMixingWeights() {
    double[][] alpha = {{5, 5, 5}, {0, 3, 0}};
    TopEdges one = new TopEdges(List.of(List.of(0, 1)), 1, -1);
    ArchitectureDistribution darts = new ArchitectureDistribution(SoftmaxRelaxation.DARTS, null);
    assertThat(Mixtures.choices(one.discretise(darts.ranks(alpha)))).containsExactly(-1, 1);
  }

  @Property(tries = 50)
  void dartsNeverReturnsNoneAndKeepsTwoEdges(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] mixing =
        IntStream.range(0, 5).mapToObj(i -> random.doubles(3).toArray()).toArray(double[][]::new);
    List<Integer> choices = Mixtures.choices(new TopEdges(EDGES, 2, 0).discretise(mixing));
    assertThat(choices).doesNotContain(0);
    assertThat(choices.subList(2, 5)).filteredOn(c -> c >= 0).hasSize(2);
  }

  @Example
  void pairedSelectors() {
    List<SearchNode> nodes =
        List.of(
            new SearchNode("input 0", List.of("0", "1")),
            new SearchNode("operation 0", List.of("skip", "sep3", "max3")),
            new SearchNode("input 1", List.of("0", "1")),
            new SearchNode("operation 1", List.of("skip", "sep3", "max3")));
    PairedSelectors.Cell cell = new PairedSelectors.Cell(0, 1, 2, 3);
    PairedSelectors selectors = new PairedSelectors(List.of(cell));
    double[][] mixing = {{.75, .25}, {.5, .25, .25}, {.5, .5}, {.2, .2, .6}};
    assertThat(Mixtures.choices(selectors.discretise(mixing))).containsExactly(0, 0, 0, 2);
    double[][] table = selectors.table(cell, mixing);
    assertThat(table[0]).containsExactly(.375 + .1, .1875 + .1, .1875 + .3);
    assertThat(table[1]).containsExactly(.125 + .1, .0625 + .1, .0625 + .3);
    assertThat(selectors.text(nodes, mixing)).isEqualTo("[0 0|skip max3]");
  }

  @Property(tries = 50)
  void textAndCellsGoRoundTrip(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int nodes = 1 + random.nextInt(5);
    List<String> operations =
        random.ints(nodes * (nodes + 1) / 2, 0, 3).mapToObj(OPERATIONS::get).toList();
    assertThat(CellText.read(CellText.write(operations))).isEqualTo(operations);
  }

  @Example
  void textOfNasBench201() {
    String text = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|";
    assertThat(CellText.read(text))
        .containsExactly(
            "nor_conv_3x3", "none", "skip_connect", "avg_pool_3x3", "nor_conv_1x1", "none");
    assertThat(CellText.write(CellText.read(text))).isEqualTo(text);
  }

  @Example
  void damagedTextIsRefused() {
    for (String text : List.of("", "|a~1|", "|a~0|+|b~0|", "|~0|", "a~0")) {
      assertThatThrownBy(() -> CellText.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
