package org.translatenas.translate.config;

/**
 * The root of a configuration file.
 *
 * @param prepare which texts become the prepared corpus
 * @param model what is built
 * @param search how an architecture is searched
 * @param train how a model is trained
 * @param reversible how exactly multi-split stacks are reconstructed
 * @param decode how sentences are translated
 * @param runtime what concerns the machine and the seed
 */
public record TranslateConfig(
    PrepareConfig prepare,
    ModelConfig model,
    SearchConfig search,
    TrainConfig train,
    ReversibleConfig reversible,
    DecodeConfig decode,
    RuntimeConfig runtime) {
  /** The same with another precision of the big matrix products. */
  public TranslateConfig with(RuntimeConfig.Format precision) {
    return new TranslateConfig(
        prepare, model, search, train, reversible, decode, runtime.with(precision));
  }
}
