package org.translatenas.translate.score;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What BLEU does with an n-gram order that has no match (Chen, Cherry: A Systematic Comparison of
 * Smoothing Techniques for Sentence-Level BLEU, WMT 2014).
 *
 * @param method which technique
 * @param value its parameter; of no meaning for methods that have none
 */
public record Smoothing(Method method, double value) {
  /** mteval-v13a.pl's, the default. */
  public static final Smoothing EXP = new Smoothing(Method.EXP, 0);

  /** The techniques. */
  public enum Method {
    /** The score is 0. */
    NONE("none", null),
    /** The paper's method 1: a small number of matches instead of none. */
    FLOOR("floor", 0.1),
    /** Method 2: so many matches and n-grams more for each order above 1. */
    ADD_K("add-k", 1.0),
    /** Method 3: 1/2, 1/4, … of a match for the first, second, … order without one. */
    EXP("exp", null);

    private final String label;
    private final Double standard;

    Method(String label, Double standard) {
      this.label = label;
      this.standard = standard;
    }

    /** The name in options and signatures. */
    public String label() {
      return label;
    }

    /** True if the method has a parameter. */
    public boolean hasValue() {
      return standard != null;
    }

    /** The method of this name. */
    public static Optional<Method> named(String label) {
      return Arrays.stream(values()).filter(method -> method.label.equals(label)).findFirst();
    }

    /** All names. */
    public static List<String> labels() {
      return Arrays.stream(values()).map(Method::label).toList();
    }
  }

  /** Checks the parameter. */
  public Smoothing {
    if (method.hasValue() && !(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the smoothing value must be 0 or more, not " + value);
    }
  }

  /** A method with its usual parameter. */
  public static Smoothing of(Method method) {
    return new Smoothing(method, method.standard == null ? 0 : method.standard);
  }

  /** As a signature has it: {@code exp}, {@code floor[0.10]}. */
  public String signature() {
    return method.label + (method.hasValue() ? "[" + PythonNumbers.fixed(value, 2) + "]" : "");
  }
}
