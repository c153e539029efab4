package org.translatenas.translate.model.operation;

import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Precision;

/**
 * Where the parts of one model declare their weights, and where they find them once all parts have.
 */
public final class ParameterSource {
  private final ParameterSet.Declarations declarations = new ParameterSet.Declarations();
  private ParameterSet set;

  /** For declaring; only before {@link #build}. */
  public ParameterSet.Declarations declarations() {
    if (set != null) {
      throw new IllegalStateException("the parameters exist already");
    }
    return declarations;
  }

  /** Makes the parameters; see {@link ParameterSet.Declarations#build}. */
  public ParameterSet build(Precision precision, long seed) {
    set = declarations().build(precision, seed);
    return set;
  }

  /** Makes the parameters with zeros; see {@link ParameterSet.Declarations#zeros}. */
  public ParameterSet zeros(Precision precision) {
    set = declarations().zeros(precision);
    return set;
  }

  /** The parameters. */
  public ParameterSet set() {
    if (set == null) {
      throw new IllegalStateException("the parameters do not exist yet");
    }
    return set;
  }

  /** How many numbers have been declared; known before anything native exists. */
  public long size() {
    return declarations.size();
  }
}
