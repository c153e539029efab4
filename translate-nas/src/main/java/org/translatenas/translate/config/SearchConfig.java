package org.translatenas.translate.config;

import org.translatenas.reversible.StackSettings;
import org.translatenas.training.config.Default;

/**
 * Section {@code search}: how an architecture is searched. The defaults are those of Zhao et al.
 * 2021.
 *
 * @param method darts (alternating, first order) or random
 * @param backpropagation reversible; stored: ordinary autograd with all activations; or
 *     checkpointed: layers are computed again from their stored inputs
 * @param encoderSplits n of the encoder
 * @param decoderSplits of the decoder, the fixed cross attention included
 * @param depth s, the layers searched jointly; model.encoderLayers and decoderLayers are multiples
 *     of it
 * @param updates updates of the weights; as many of the architecture, but for the warm-up
 * @param maxSeconds the search ends after so many seconds, with what it has found; 0: no such limit
 * @param maxTokensPerBatch of both kinds of batches
 * @param weightShare share of the training pairs that trains the weights; the rest trains the
 *     architecture
 * @param rate highest learning rate of the weights
 * @param warmupUpdates until it is reached; then it falls with the inverse square root
 * @param architectureRate learning rate of the architecture's parameters, fixed
 * @param architectureWarmupUpdates updates of the weights alone before the first of the
 *     architecture (darts)
 * @param architectureDecay coupled L2 on them
 * @param labelSmoothing of both losses
 * @param clipNorm most global norm of the weights' gradient; 0 for none
 * @param logEveryUpdates a line of search.jsonl
 * @param checkpointEveryUpdates the state is kept at the next line of search.jsonl, and a search
 *     that was stopped goes on from there
 * @param randomBatches batches on which random search scores one architecture
 */
public record SearchConfig(
    @Default("darts") Method method,
    @Default("reversible") StackSettings.Mode backpropagation,
    @Default("2") int encoderSplits,
    @Default("3") int decoderSplits,
    @Default("2") int depth,
    @Default("30000") int updates,
    @Default("0") int maxSeconds,
    @Default("5000") int maxTokensPerBatch,
    @Default("0.56") double weightShare,
    @Default("0.0005") double rate,
    @Default("10000") int warmupUpdates,
    @Default("0.0003") double architectureRate,
    @Default("0") int architectureWarmupUpdates,
    @Default("0.001") double architectureDecay,
    @Default("0.1") double labelSmoothing,
    @Default("0") double clipNorm,
    @Default("100") int logEveryUpdates,
    @Default("1000") int checkpointEveryUpdates,
    @Default("10") int randomBatches) {
  /** The search methods. */
  public enum Method {
    DARTS,
    RANDOM
  }

  /** Checks the ranges. */
  public SearchConfig {
    Ranges.atLeast("encoderSplits", encoderSplits, 2);
    Ranges.atLeast("decoderSplits", decoderSplits, 2);
    Ranges.atLeast("depth", depth, 1);
    Ranges.atLeast("updates", updates, 1);
    Ranges.atLeast("maxSeconds", maxSeconds, 0);
    Ranges.atLeast("maxTokensPerBatch", maxTokensPerBatch, 1);
    if (!(weightShare > 0 && weightShare < 1)) {
      throw new IllegalArgumentException("weightShare must be in (0, 1), not " + weightShare);
    }
    Ranges.positive("rate", rate);
    Ranges.atLeast("warmupUpdates", warmupUpdates, 1);
    Ranges.positive("architectureRate", architectureRate);
    Ranges.atLeast("architectureWarmupUpdates", architectureWarmupUpdates, 0);
    Ranges.atLeast("architectureDecay", architectureDecay, 0);
    Ranges.rate("labelSmoothing", labelSmoothing);
    Ranges.atLeast("clipNorm", clipNorm, 0);
    Ranges.atLeast("logEveryUpdates", logEveryUpdates, 1);
    Ranges.atLeast("checkpointEveryUpdates", checkpointEveryUpdates, 1);
    Ranges.atLeast("randomBatches", randomBatches, 1);
  }
}
