package org.translatenas.translate.config;

import org.translatenas.bilevel.method.ArchitectureTravel;
import org.translatenas.bilevel.method.MethodName;
import org.translatenas.bilevel.method.MethodParts;
import org.translatenas.reversible.StackSettings;
import org.translatenas.training.config.Default;

/**
 * Section {@code search}: how an architecture is searched. The defaults are those of Zhao et al.
 * 2021. What is null is as the method has it: see {@link #resolved}.
 *
 * @param method by name, with the parts that its paper has
 * @param backpropagation reversible; stored: ordinary autograd with all activations; or
 *     checkpointed: layers are computed again from their stored inputs
 * @param encoderSplits n of the encoder
 * @param decoderSplits of the decoder, the fixed cross attention included
 * @param depth s, the layers searched jointly; model.encoderLayers and decoderLayers are multiples
 *     of it
 * @param normaliseCandidates divides the output of each candidate of the supernet by its root mean
 *     square
 * @param updates updates of the weights; as many of the architecture, but for the warm-up
 * @param maxSeconds the search ends after so many seconds, with what it has found; 0: no such limit
 * @param maxTokensPerBatch of both kinds of batches
 * @param weightShare share of the training pairs that trains the weights; the rest trains the
 *     architecture; 1 where the method judges on what trains
 * @param rate highest learning rate of the weights
 * @param warmupUpdates until it is reached; then it falls with the inverse square root
 * @param architectureRate learning rate of the architecture's parameters at the start
 * @param architectureTravel the sum of that rate over their steps, from which it follows
 * @param architectureWarmupUpdates updates of the weights alone before the first of the
 *     architecture
 * @param architectureDecay coupled L2 on them
 * @param labelSmoothing of both losses
 * @param clipNorm most global norm of the weights' gradient; 0 for none
 * @param logEveryUpdates a line of search.jsonl
 * @param checkpointEveryUpdates the state is kept at the next line of search.jsonl, and a search
 *     that was stopped goes on from there
 * @param drawBatches batches on which one drawn architecture is scored, where a search takes the
 *     best of several
 * @param bleuWeight by which 1 − BLEU/100 of drawn architectures joins the architecture's loss
 * @param bleuEverySteps architecture steps between two draws for BLEU
 * @param bleuLines of the validation set that are translated, greedily
 * @param latencyWeight loss per millisecond of decoding above the target
 * @param latencyTargetMillis of decoding one sentence
 * @param latencyArchitectures drawn and timed before the search
 * @param parts of the method that are to be other than its paper's
 */
public record SearchConfig(
    @Default("darts") MethodName method,
    @Default("reversible") StackSettings.Mode backpropagation,
    @Default("2") int encoderSplits,
    @Default("3") int decoderSplits,
    @Default("2") int depth,
    @Default("false") boolean normaliseCandidates,
    @Default("30000") int updates,
    @Default("0") int maxSeconds,
    @Default("5000") int maxTokensPerBatch,
    @Default("null") Double weightShare,
    @Default("0.0005") double rate,
    @Default("10000") int warmupUpdates,
    @Default("null") Double architectureRate,
    @Default("null") Double architectureTravel,
    @Default("null") Integer architectureWarmupUpdates,
    @Default("null") Double architectureDecay,
    @Default("0.1") double labelSmoothing,
    @Default("0") double clipNorm,
    @Default("100") int logEveryUpdates,
    @Default("1000") int checkpointEveryUpdates,
    @Default("10") int drawBatches,
    @Default("0") double bleuWeight,
    @Default("50") int bleuEverySteps,
    @Default("200") int bleuLines,
    @Default("0") double latencyWeight,
    @Default("0") double latencyTargetMillis,
    @Default("200") int latencyArchitectures,
    MethodParts parts) {
  /** Checks the ranges. */
  public SearchConfig {
    Ranges.atLeast("encoderSplits", encoderSplits, 2);
    Ranges.atLeast("decoderSplits", decoderSplits, 2);
    Ranges.atLeast("depth", depth, 1);
    Ranges.atLeast("updates", updates, 1);
    Ranges.atLeast("maxSeconds", maxSeconds, 0);
    Ranges.atLeast("maxTokensPerBatch", maxTokensPerBatch, 1);
    Ranges.positive("rate", rate);
    Ranges.atLeast("warmupUpdates", warmupUpdates, 1);
    if (architectureRate != null) {
      Ranges.positive("architectureRate", architectureRate);
    }
    if (architectureTravel != null) {
      Ranges.positive("architectureTravel", architectureTravel);
      if (architectureRate != null) {
        throw new IllegalArgumentException(
            "architectureRate must be null with an architectureTravel, from which it follows; set one"
                + " of them to null");
      }
    }
    if (architectureWarmupUpdates != null) {
      Ranges.atLeast("architectureWarmupUpdates", architectureWarmupUpdates, 0);
    }
    if (architectureDecay != null) {
      Ranges.atLeast("architectureDecay", architectureDecay, 0);
    }
    Ranges.rate("labelSmoothing", labelSmoothing);
    Ranges.atLeast("clipNorm", clipNorm, 0);
    Ranges.atLeast("logEveryUpdates", logEveryUpdates, 1);
    Ranges.atLeast("checkpointEveryUpdates", checkpointEveryUpdates, 1);
    Ranges.atLeast("drawBatches", drawBatches, 1);
    Ranges.atLeast("bleuWeight", bleuWeight, 0);
    Ranges.atLeast("bleuEverySteps", bleuEverySteps, 1);
    Ranges.atLeast("bleuLines", bleuLines, 1);
    Ranges.atLeast("latencyWeight", latencyWeight, 0);
    Ranges.atLeast("latencyTargetMillis", latencyTargetMillis, 0);
    Ranges.atLeast("latencyArchitectures", latencyArchitectures, 1);
    MethodRules.check(
        method,
        parts,
        weightShare == null ? method.scale().weightShare() : weightShare,
        bleuWeight > 0);
    if (latencyWeight > 0) {
      Ranges.positive("latencyTargetMillis", latencyTargetMillis);
      if (parts.over(method.parts()).relaxation() == MethodParts.RelaxationKind.CLAMP) {
        throw new IllegalArgumentException(
            "latencyWeight must be 0 with the clamped relaxation: it takes the mixing weights of a"
                + " node as shares, whose sum is 1");
      }
    }
    if (normaliseCandidates && bleuWeight > 0) {
      throw new IllegalArgumentException(
          "normaliseCandidates must be false with bleuWeight: single architectures decode without"
              + " the normalisation that their weights were trained with");
    }
  }

  /** The parts of the method, none of them null. */
  public MethodParts methodParts() {
    return parts.over(method.parts());
  }

  /** How far the architecture's parameters move, by the steps that the method makes of them. */
  public ArchitectureTravel travel() {
    return ArchitectureTravel.of(
        methodParts(), method.scale().finalRateShare(), updates, architectureWarmup());
  }

  private int architectureWarmup() {
    return architectureWarmupUpdates == null
        ? (int) Math.round(method.scale().warmupShare() * updates)
        : architectureWarmupUpdates;
  }

  private double rateOfArchitecture() {
    if (architectureTravel != null) {
      return travel().rate(architectureTravel);
    }
    return architectureRate == null ? method.scale().architectureRate() : architectureRate;
  }

  /**
   * The same with nothing null but in {@link #parts}, and but for the {@link #architectureTravel},
   * in whose place the rate stands.
   */
  public SearchConfig resolved() {
    MethodName.Scale scale = method.scale();
    return new SearchConfig(
        method,
        backpropagation,
        encoderSplits,
        decoderSplits,
        depth,
        normaliseCandidates,
        updates,
        maxSeconds,
        maxTokensPerBatch,
        weightShare == null ? scale.weightShare() : weightShare,
        rate,
        warmupUpdates,
        rateOfArchitecture(),
        null,
        architectureWarmup(),
        architectureDecay == null ? scale.architectureDecay() : architectureDecay,
        labelSmoothing,
        clipNorm,
        logEveryUpdates,
        checkpointEveryUpdates,
        drawBatches,
        bleuWeight,
        bleuEverySteps,
        bleuLines,
        latencyWeight,
        latencyTargetMillis,
        latencyArchitectures,
        parts);
  }
}
