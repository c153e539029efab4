package org.translatenas.bilevel.method;

import java.util.List;
import org.translatenas.bilevel.SearchCheckpoints;
import org.translatenas.bilevel.SearchListener;
import org.translatenas.bilevel.SearchNode;
import org.translatenas.bilevel.SearchResult;
import org.translatenas.bilevel.SearchSettings;
import org.translatenas.bilevel.SearchStep;
import org.translatenas.bilevel.ToySupernet;
import org.translatenas.bilevel.discrete.Argmax;
import org.translatenas.bilevel.objective.DiscreteObjective;
import org.translatenas.bilevel.objective.Penalty;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.schedule.ConstantSchedule;

/** Settings and methods that suit {@link ToySupernet}. */
final class ToySettings {
  /** On which random search scores one architecture. */
  private static final int BATCHES = 10;

  private ToySettings() {}

  static SearchSettings of(int updates, long seed) {
    return new SearchSettings(
        updates,
        AdamSettings.TRANSFORMER,
        new ConstantSchedule(0.05),
        0,
        new AdamSettings(0.9, 0.98, 1e-8, 1e-3),
        new ConstantSchedule(0.02),
        seed);
  }

  /** A method by name, with some parts changed. */
  static SearchMethod method(MethodName name, long warmup, List<SearchNode> nodes, String... over) {
    return method(name, warmup, nodes, List.of(), List.of(), over);
  }

  /** The same with terms of the space. */
  static SearchMethod method(
      MethodName name,
      long warmup,
      List<SearchNode> nodes,
      List<Penalty> penalties,
      List<DiscreteObjective> objectives,
      String... over) {
    MethodParts parts =
        ConfigReader.read(MethodParts.class, null, List.of(over)).over(name.parts());
    return new MethodBuilder(parts)
        .build(warmup, Argmax.ofAll(nodes), penalties, objectives, BATCHES);
  }

  /** Searches {@code supernet} by a method with some parts changed, on the batches of all tests. */
  static List<Integer> run(
      MethodName name, ToySupernet supernet, int updates, SearchListener listener, String... over) {
    BilevelSearch search =
        new BilevelSearch(method(name, 0, supernet.nodes(), over), of(updates, 1));
    return run(search, supernet, listener).choices();
  }

  /** Runs {@code search} on the batches of all tests. */
  static SearchResult run(BilevelSearch search, ToySupernet supernet, SearchListener listener) {
    return search.run(
        supernet, ToySupernet.batches(3), ToySupernet.batches(4), SearchCheckpoints.NONE, listener);
  }

  /** Ends a search after so many updates. */
  static SearchListener until(long updates) {
    return new SearchListener() {
      private long made;

      @Override
      public void updated(SearchStep step) {
        made = step.update();
      }

      @Override
      public boolean goesOn() {
        return made < updates;
      }
    };
  }

  static BilevelSearch search(MethodName name, ToySupernet supernet, int updates, long seed) {
    return new BilevelSearch(method(name, 0, supernet.nodes()), of(updates, seed));
  }
}
