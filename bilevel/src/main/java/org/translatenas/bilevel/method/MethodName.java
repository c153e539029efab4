package org.translatenas.bilevel.method;

import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.config.ConfigReader;

/**
 * The methods by name: each a row of parts, in which what is not said is as in {@link #DARTS}. The
 * optimiser of the weights and the batches belong to the space.
 */
public enum MethodName {
  /** Liu, Simonyan, Yang 2019, first order; α's Adam as in Zhao et al. 2021. */
  DARTS(Scale.DARTS),

  /** The same through one unrolled step of the weights. */
  DARTS_SECOND_ORDER(Scale.DARTS, "gradient=unrolled"),

  /** Zhang et al. 2021. */
  IDARTS(
      Scale.DARTS,
      "gradient=implicit",
      "weightSteps=5",
      "architectureBeta1=0.5",
      "architectureBeta2=0.999"),

  /** Xie et al. 2019, with Adam for α and the logarithmic resource cost. */
  SNAS(
      new Scale(1, 0, 3e-4, 1, 1e-3),
      "sampler=concrete",
      "temperature=1",
      "finalTemperature=0.03",
      "objective=training",
      "schedule=joint",
      "costWeight=0.0015",
      "architectureBeta1=0.5",
      "architectureBeta2=0.999"),

  /** Vahdat et al. 2020: 15 epochs of 100 are warm-up, 90 % of the data trains the weights. */
  UNAS(
      new Scale(0.9, 0.15, 1e-3, 0.3, 1e-6),
      "sampler=rebar",
      "temperature=0.4",
      "finalTemperature=0.4",
      "gradient=rebar",
      "objective=gap",
      "schedule=same-batch",
      "architectureBeta2=0.999"),

  /** Maile et al. 2021: proximity and the informed schedule, with the split that belongs to it. */
  DARTS_PRIME(
      new Scale(10.0 / 11, 0, 3e-4, 1, 1e-3),
      "schedule=informed",
      "regulariser=proximity",
      "architectureBeta1=0.5",
      "architectureBeta2=0.999"),

  /** Dong and Yang 2019. */
  GDAS(
      Scale.DARTS,
      "sampler=one-hot",
      "temperature=10",
      "finalTemperature=0.1",
      "architectureBeta1=0.5",
      "architectureBeta2=0.999"),

  /** Li and Talwalkar 2019, with weight sharing. */
  RANDOM(
      Scale.DARTS,
      "sampler=uniform",
      "gradient=none",
      "architectureSteps=0",
      "derivation=best-of-draws");

  /** All parts of first-order DARTS, and numbers of parts that it does not have. */
  private static final List<String> BASE =
      List.of(
          "relaxation=softmax",
          "inverseTemperature=1",
          "softening=0",
          "sampler=none",
          "temperature=1",
          "finalTemperature=1",
          "gradient=first-order",
          "hvp=auto",
          "hvpRadius=0.01",
          "neumannTerms=2",
          "neumannScale=0",
          "objective=validation",
          "gapWeight=0.5",
          "schedule=alternating",
          "weightSteps=1",
          "architectureSteps=1",
          "informedFrequency=10",
          "informedThreshold=1",
          "regulariser=none",
          "regulariserWeight=0.1",
          "admmPeriod=9",
          "entropyWeight=0",
          "costWeight=0",
          "duplicatePenalty=0",
          "discretiser=argmax",
          "derivation=discretiser",
          "architectureBeta1=0.9",
          "architectureBeta2=0.98");

  /**
   * What a method says about the run.
   *
   * @param weightShare of the data for the weights
   * @param warmupShare of the updates before the architecture's first
   * @param architectureRate of α
   * @param finalRateShare of it at the end, along a cosine; 1: it stays
   * @param architectureDecay coupled L2 of α
   */
  public record Scale(
      double weightShare,
      double warmupShare,
      double architectureRate,
      double finalRateShare,
      double architectureDecay) {
    static final Scale DARTS = new Scale(0.56, 0, 3e-4, 1, 1e-3);
  }

  private final Scale scale;
  private final List<String> row;

  MethodName(Scale scale, String... row) {
    this.scale = scale;
    this.row = List.of(row);
  }

  /** What it says about the run. */
  public Scale scale() {
    return scale;
  }

  /** Its parts, none of them null. */
  public MethodParts parts() {
    List<String> all = new ArrayList<>(BASE);
    all.addAll(row);
    return ConfigReader.read(MethodParts.class, null, all);
  }
}
