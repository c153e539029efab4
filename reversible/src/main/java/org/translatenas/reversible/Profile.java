package org.translatenas.reversible;

import java.util.function.Supplier;

/**
 * Hears where the time of a step goes. Each thread has one, {@link #OFF} unless {@link
 * Torch#profiling} says otherwise.
 */
public interface Profile {
  /** Hears nothing and costs nothing. */
  Profile OFF =
      new Profile() {
        @Override
        public <T> T time(Part part, Supplier<T> body) {
          return body.get();
        }

        @Override
        public <T> T call(String name, Supplier<T> body) {
          return body.get();
        }

        @Override
        public void step() {}
      };

  /** What a step consists of. */
  enum Part {
    /** Waiting for the next batch. */
    WAITING,
    /** A batch becomes tensors. */
    DATA,
    /** Forward passes. */
    FORWARD,
    /** Activations are computed a second time: the replay, or a checkpointed layer. */
    RECONSTRUCTION,
    /** Vector–Jacobian products, and adding up what they give. */
    BACKWARD,
    /** The vocabulary's loss with its gradient. */
    LOSS,
    /** Clipping and the update of the parameters. */
    OPTIMISER,
    /** Not part of a step: validation and checkpoints. Parts inside it count as it. */
    BETWEEN
  }

  /** Runs {@code body} as {@code part}; what is timed inside as another part counts as that. */
  <T> T time(Part part, Supplier<T> body);

  /** Makes a call that leaves Java for libtorch: a {@link Kernel}. */
  <T> T call(String name, Supplier<T> body);

  /** Ends a step; the next one begins. */
  void step();

  /** As {@link #time(Part, Supplier)}, without a result. */
  default void run(Part part, Runnable body) {
    time(
        part,
        () -> {
          body.run();
          return null;
        });
  }
}
