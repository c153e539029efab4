package org.translatenas.translate.config;

import org.translatenas.reversible.StackSettings;
import org.translatenas.training.config.Default;

/**
 * Section {@code train}: how a model is trained.
 *
 * @param backpropagation stored: ordinary autograd; reversible or checkpointed, for searched
 *     architectures only: less memory for a third more time
 * @param maxUpdates training ends after so many updates
 * @param maxSeconds or after so many seconds of training, validation not counted; 0: no such limit
 * @param maxTokensPerBatch sentences × the longer of the longest source and target, padding
 *     included
 * @param accumulate batches whose gradients make one update
 * @param rate highest learning rate
 * @param warmupUpdates updates until it is reached; then it falls with the inverse square root
 * @param beta1 of Adam
 * @param beta2 of Adam
 * @param epsilon of Adam
 * @param weightDecay coupled L2; 0 for none
 * @param labelSmoothing mass that is taken from the reference and spread over the vocabulary
 * @param subwordAlpha above 0 training sentences are cut anew in each epoch. BPE: the share of
 *     merges that is left out; unigram: a cut is drawn with probability proportional to
 *     P^subwordAlpha
 * @param subwordNbest unigram: among how many of the best cuts, at most 512; -1: among all
 * @param clipNorm most global norm of the gradient; 0 for no clipping
 * @param logEveryUpdates a line of train.jsonl
 * @param validateEveryUpdates a validation and a checkpoint
 * @param bleuLines the first so many lines of valid are translated greedily for BLEU; 0 for none
 * @param patience validations without a better loss after which training stops; 0: never
 * @param keepLast newest checkpoints that stay
 * @param keepBest checkpoints with the best validation loss that stay
 * @param averageCheckpoints the model is the average of so many last checkpoints; 0: the best one
 *     alone
 */
public record TrainConfig(
    @Default("stored") StackSettings.Mode backpropagation,
    @Default("4000") int maxUpdates,
    @Default("0") int maxSeconds,
    @Default("1536") int maxTokensPerBatch,
    @Default("1") int accumulate,
    @Default("0.003") double rate,
    @Default("500") int warmupUpdates,
    @Default("0.9") double beta1,
    @Default("0.98") double beta2,
    @Default("1e-9") double epsilon,
    @Default("0") double weightDecay,
    @Default("0.1") double labelSmoothing,
    @Default("0") double subwordAlpha,
    @Default("-1") int subwordNbest,
    @Default("1") double clipNorm,
    @Default("50") int logEveryUpdates,
    @Default("500") int validateEveryUpdates,
    @Default("200") int bleuLines,
    @Default("0") int patience,
    @Default("5") int keepLast,
    @Default("1") int keepBest,
    @Default("0") int averageCheckpoints) {
  /** Checks the ranges. */
  public TrainConfig {
    Ranges.atLeast("maxUpdates", maxUpdates, 1);
    Ranges.atLeast("maxSeconds", maxSeconds, 0);
    Ranges.atLeast("maxTokensPerBatch", maxTokensPerBatch, 1);
    Ranges.atLeast("accumulate", accumulate, 1);
    Ranges.positive("rate", rate);
    Ranges.atLeast("warmupUpdates", warmupUpdates, 1);
    Ranges.rate("beta1", beta1);
    Ranges.rate("beta2", beta2);
    Ranges.positive("epsilon", epsilon);
    Ranges.atLeast("weightDecay", weightDecay, 0);
    Ranges.rate("labelSmoothing", labelSmoothing);
    Ranges.atLeast("subwordAlpha", subwordAlpha, 0);
    Ranges.atLeast("subwordNbest", subwordNbest, -1);
    if (subwordNbest > 512) {
      throw new IllegalArgumentException("subwordNbest must be at most 512, not " + subwordNbest);
    }
    Ranges.atLeast("clipNorm", clipNorm, 0);
    Ranges.atLeast("logEveryUpdates", logEveryUpdates, 1);
    Ranges.atLeast("validateEveryUpdates", validateEveryUpdates, 1);
    Ranges.atLeast("bleuLines", bleuLines, 0);
    Ranges.atLeast("patience", patience, 0);
    Ranges.atLeast("keepLast", keepLast, 1);
    Ranges.atLeast("keepBest", keepBest, 0);
    Ranges.atLeast("averageCheckpoints", averageCheckpoints, 0);
    if (averageCheckpoints > keepLast) {
      throw new IllegalArgumentException(
          "averageCheckpoints must not be above keepLast, %d, else they are gone by the end"
              .formatted(keepLast));
    }
    if (averageCheckpoints == 0 && keepBest == 0) {
      throw new IllegalArgumentException(
          "averageCheckpoints 0 takes the best checkpoint, so keepBest must be at least 1");
    }
  }
}
