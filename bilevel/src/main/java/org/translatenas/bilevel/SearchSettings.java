package org.translatenas.bilevel;

import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.schedule.LearningRateSchedule;

/**
 * What the methods share: numbers, and the optimisers.
 *
 * @param updates updates of the weights
 * @param weights Adam of the weights
 * @param weightRate its learning rate
 * @param weightClipNorm most global norm of its gradient; 0 for none
 * @param architecture Adam of α
 * @param architectureRate its learning rate
 * @param seed root of the search's random streams
 */
public record SearchSettings(
    long updates,
    AdamSettings weights,
    LearningRateSchedule weightRate,
    double weightClipNorm,
    AdamSettings architecture,
    LearningRateSchedule architectureRate,
    long seed) {}
