package org.translatenas.translate.search;

import org.translatenas.bilevel.SearchSettings;
import org.translatenas.bilevel.method.MethodParts;
import org.translatenas.bilevel.method.MethodParts.GradientKind;
import org.translatenas.reversible.Seeds;
import org.translatenas.training.UserException;
import org.translatenas.training.config.EnumText;
import org.translatenas.training.optimiser.AdamSettings;
import org.translatenas.training.schedule.ConstantSchedule;
import org.translatenas.training.schedule.CosineSchedule;
import org.translatenas.training.schedule.InverseSqrtSchedule;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.config.RuntimeConfig.Format;
import org.translatenas.translate.config.SearchConfig;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.model.Mixing;
import org.translatenas.translate.model.ModelSizes;

/**
 * What a configuration says of a search.
 *
 * @param config the configuration
 * @param search its section, with the method's defaults
 * @param space what is searched
 */
record SearchPlan(TranslateConfig config, SearchConfig search, SearchSpace space) {
  static SearchPlan of(TranslateConfig config) {
    SearchConfig search = config.search().resolved();
    return new SearchPlan(
        config,
        search,
        new SearchSpace(
            search.encoderSplits(),
            search.decoderSplits(),
            search.depth(),
            config.model().pooling(),
            config.model().candidateNorm()));
  }

  /** The seed for one purpose. */
  long seed(String purpose) {
    return Seeds.named(config.runtime().seed(), purpose);
  }

  /** The supernet's sizes; refused where the space does not fit into them. */
  ModelSizes sizes() {
    ModelSizes sizes = ModelSizes.of(config.model());
    check(sizes);
    return sizes;
  }

  /** How candidates are mixed. */
  Mixing.Form mixing() {
    return new Mixing.Form(
        search.normaliseCandidates(),
        search.methodParts().relaxation() == MethodParts.RelaxationKind.CLAMP);
  }

  /** Optimisers and lengths. */
  SearchSettings settings() {
    MethodParts parts = search.methodParts();
    double rate = search.architectureRate();
    double last = search.method().scale().finalRateShare();
    return new SearchSettings(
        search.updates(),
        AdamSettings.TRANSFORMER,
        new InverseSqrtSchedule(search.rate(), search.warmupUpdates()),
        search.clipNorm(),
        new AdamSettings(
            parts.architectureBeta1(), parts.architectureBeta2(), 1e-8, search.architectureDecay()),
        last == 1
            ? new ConstantSchedule(rate)
            : new CosineSchedule(rate, last * rate, 0, search.updates(), 0),
        config.runtime().seed());
  }

  /**
   * The configuration, in float32 instead of {@code auto} for methods that differentiate by finite
   * differences of the weights: their steps, of 1e-5 or so a weight, are smaller than bfloat16's
   * spacing.
   */
  TranslateConfig inPrecision() {
    GradientKind gradient = search.methodParts().gradient();
    boolean differences = gradient == GradientKind.UNROLLED || gradient == GradientKind.IMPLICIT;
    if (differences && config.runtime().precision() == Format.BFLOAT16) {
      throw UserException.usage(
          "runtime.precision bfloat16 rounds away the finite differences of this method's gradient,"
              + " %s; set it to float32 or auto".formatted(EnumText.of(gradient)));
    }
    return differences ? config.with(Format.FLOAT32) : config;
  }

  private void check(ModelSizes sizes) {
    for (int splits : new int[] {search.encoderSplits(), search.decoderSplits()}) {
      if (sizes.width() % (splits * sizes.heads()) != 0) {
        throw UserException.usage(
            "model.width %d is not a multiple of %d splits × %d heads; take a multiple of 48"
                .formatted(sizes.width(), splits, sizes.heads()));
      }
    }
    if (sizes.encoderLayers() % search.depth() != 0
        || sizes.decoderLayers() % search.depth() != 0) {
      throw UserException.usage(
          "model.encoderLayers %d and model.decoderLayers %d must be multiples of search.depth %d"
              .formatted(sizes.encoderLayers(), sizes.decoderLayers(), search.depth()));
    }
  }
}
