package org.translatenas.training.config;

import java.nio.file.Path;
import java.util.List;

/** A configuration with every kind of component, for the tests of this package. */
record SampleConfig(
    DataSection data, TrainSection train, @Default("[]") List<StageSection> stages) {

  enum CandidateNorm {
    PRE,
    POST,
    NO_NORM_AT_ALL
  }

  record DataSection(
      Path source,
      @Default("null") String prefix,
      @Default("[en, de]") List<String> languages,
      @Default("${SAMPLE_HOME:-data}/cache") Path cache) {}

  record TrainSection(
      @Default("4000") int warmupUpdates,
      @Default("7") long seed,
      @Default("0.1") double dropout,
      @Default("false") boolean resume,
      @Default("pre") CandidateNorm candidateNorm,
      @Default("[1, 2]") List<Integer> kernels,
      @Default("{rate: 0.5}") StageSection warm) {
    TrainSection {
      if (dropout < 0 || dropout >= 1) {
        throw new IllegalArgumentException("dropout must be in [0, 1), not " + dropout);
      }
      if (warmupUpdates > 10 && resume) {
        throw new IllegalArgumentException("a resumed run has no warm-up");
      }
    }
  }

  record StageSection(@Default("stage") String name, @Default("1.0") double rate) {}
}
