package org.translatenas.translate.data;

import java.util.List;

/**
 * Which sentences go together in one epoch, and in which order the batches come.
 *
 * @param batches numbers of pairs; every pair of the batcher's subset once
 * @param sourcePlaces places of all padded sources, B·S summed
 * @param sourceTokens those that are not padding
 * @param targetPlaces places of all padded targets, B·T summed
 * @param targetTokens those that are not padding
 */
public record BatchPlan(
    List<int[]> batches,
    long sourcePlaces,
    long sourceTokens,
    long targetPlaces,
    long targetTokens) {

  /** Share of the source places that are padding, in [0, 1). */
  public double sourcePaddingRatio() {
    return sourcePlaces == 0 ? 0 : 1 - (double) sourceTokens / sourcePlaces;
  }

  /** Share of the target places that are padding, in [0, 1). */
  public double targetPaddingRatio() {
    return targetPlaces == 0 ? 0 : 1 - (double) targetTokens / targetPlaces;
  }

  /** Share of all places that are padding, in [0, 1). */
  public double paddingRatio() {
    long places = sourcePlaces + targetPlaces;
    return places == 0 ? 0 : 1 - (double) (sourceTokens + targetTokens) / places;
  }
}
