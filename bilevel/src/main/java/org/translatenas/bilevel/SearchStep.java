package org.translatenas.bilevel;

import java.util.List;

/**
 * What a search reports after each update.
 *
 * @param update from 1
 * @param weightLoss sum and count of the loss on the weights' batch
 * @param architectureLoss of the loss on the architecture's batches; null when there was none, or
 *     none of its own
 * @param mixing A; where the architecture never moves, that of the update's draw
 * @param choices the architecture that would be derived now
 * @param gradientNorm of the weights
 * @param architectureGradientNorm of α, the largest of the update's steps; 0 when there was none
 */
public record SearchStep(
    long update,
    Supernet.Evaluation weightLoss,
    Supernet.Evaluation architectureLoss,
    double[][] mixing,
    List<Integer> choices,
    double gradientNorm,
    double architectureGradientNorm) {}
