package org.translatenas.translate.data;

import java.nio.file.Path;
import org.translatenas.translate.config.PrepareConfig;
import org.translatenas.translate.config.SubwordKind;

/** Preparations with the vocabulary of {@link ToyModel}, at most 12 pieces, and ratios up to 3. */
final class ToyConfig {
  private ToyConfig() {}

  /** Without a test part and without a tokenizer of its own. */
  static PrepareConfig of(Path trainSource, Path trainTarget, Path validSource, Path validTarget) {
    return of(trainSource, trainTarget, validSource, validTarget, null, null, null);
  }

  static PrepareConfig of(
      Path trainSource,
      Path trainTarget,
      Path validSource,
      Path validTarget,
      Path testSource,
      Path testTarget,
      Path tokenizer) {
    return new PrepareConfig(
        trainSource,
        trainTarget,
        validSource,
        validTarget,
        testSource,
        testTarget,
        tokenizer,
        SubwordKind.BPE,
        31,
        1000,
        "identity",
        12,
        3.0);
  }
}
