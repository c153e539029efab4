package org.translatenas.bilevel.enumerated;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.translatenas.bilevel.Mixture;
import org.translatenas.bilevel.Mixtures;
import org.translatenas.bilevel.ReversibleToy;
import org.translatenas.bilevel.Supernet;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.reversible.Wants;
import org.translatenas.training.optimiser.Adam;
import org.translatenas.training.optimiser.AdamSettings;

/**
 * A task of the toy space: noisy examples of a network with planted operations, few enough that
 * architectures differ in what they generalise to.
 *
 * @param train examples for the weights
 * @param validation examples for the architecture
 * @param test examples for what is reported
 */
record EnumeratedTask(
    ReversibleToy.Batch train, ReversibleToy.Batch validation, ReversibleToy.Batch test) {
  static final double RATE = 0.01;

  /** Of one training, each a gradient evaluation. */
  static final int UPDATES = 400;

  private static final int BATCH = 32;
  private static final double NOISE = 0.2;

  /** The task with the number {@code task}: its planted network's weights and data. */
  static EnumeratedTask of(long task, List<Integer> planted) {
    return new EnumeratedTask(
        examples(task, planted, "train", 256),
        examples(task, planted, "validation", 256),
        examples(task, planted, "test", 2048));
  }

  private static ReversibleToy.Batch examples(
      long task, List<Integer> planted, String name, int size) {
    return ReversibleToy.batches(task, planted, NOISE, size, Seeds.named(task, name)).get();
  }

  /** Batches of {@code examples} without end. */
  static Supplier<ReversibleToy.Batch> batches(ReversibleToy.Batch examples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return () -> examples.draw(BATCH, random);
  }

  /** Trains one architecture from scratch and returns its mean loss on the test examples. */
  double train(List<Integer> architecture, long seed) {
    Mixture mixture = Mixture.sparse(Mixtures.oneHot(new double[3][4], architecture));
    try (ReversibleToy toy = new ReversibleToy(Mode.REVERSIBLE, 0, Seeds.named(seed, "weights"));
        Adam adam = new Adam(toy.weights(), AdamSettings.TRANSFORMER)) {
      Supplier<ReversibleToy.Batch> batches = batches(train, Seeds.named(seed, "batches"));
      for (int update = 0; update < UPDATES; update++) {
        toy.evaluate(batches.get(), mixture, Supernet.NO_NOISE, Wants.WEIGHTS);
        adam.step(RATE, 1, 0);
      }
      return toy.evaluate(test, mixture, Supernet.NO_NOISE, Wants.NOTHING).meanLoss();
    }
  }
}
