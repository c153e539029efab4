package org.translatenas.reversible;

/**
 * How the backward pass of a stack comes by its activations.
 *
 * @param mode see {@link Mode}; all give the same gradients
 * @param boundaryEvery in reversible mode the input of every so many layers is stored too, which
 *     bounds the chain over which rounding errors grow; 0: none is
 * @param stream how the residual stream is held
 */
public record StackSettings(Mode mode, int boundaryEvery, ResidualStream stream) {
  /** Where activations come from. */
  public enum Mode {
    /** Ordinary autograd: all are stored. */
    STORED,
    /** Inputs are reconstructed from outputs (Zhao et al. 2021, algorithm 1). */
    REVERSIBLE,
    /** The input of each layer is stored, the rest computed again (Chen et al. 2016). */
    CHECKPOINTED
  }

  /** Reversible, with a float stream and no boundaries. */
  public static final StackSettings REVERSIBLE = of(Mode.REVERSIBLE);

  /** A mode with a float stream and no boundaries. */
  public static StackSettings of(Mode mode) {
    return new StackSettings(mode, 0, ResidualStream.FLOAT);
  }

  /** The same with {@link ResidualStream#WIDE} in place of a float stream. */
  public StackSettings wide() {
    return stream == ResidualStream.FLOAT
        ? new StackSettings(mode, boundaryEvery, ResidualStream.WIDE)
        : this;
  }

  /** Checks the range. */
  public StackSettings {
    if (boundaryEvery < 0) {
      throw new IllegalArgumentException("boundaryEvery must be at least 0, not " + boundaryEvery);
    }
  }
}
