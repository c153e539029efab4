package org.translatenas.translate.cli;

import java.util.SplittableRandom;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.Resampling;
import picocli.CommandLine.Option;

/** Confidence and paired tests: options named as sacreBLEU's. */
final class SignificanceOptions {
  private static final String SEED = "SACREBLEU_SEED";

  @Option(
      names = {"-ci", "--confidence"},
      description = "Mean and 95 %% interval of the score, by bootstrap.")
  boolean confidence;

  @Option(
      names = {"-cin", "--confidence-n"},
      defaultValue = "1000",
      paramLabel = "N",
      description = "Samples for it (default: 1000).")
  private int confidenceSamples;

  @Option(
      names = {"-pbs", "--paired-bs"},
      description = "Test the other systems against the first: paired bootstrap.")
  boolean pairedBootstrap;

  @Option(
      names = {"-par", "--paired-ar"},
      description = "The same by approximate randomisation.")
  boolean pairedRandomization;

  @Option(
      names = {"-pbsn", "--paired-bs-n"},
      defaultValue = "1000",
      paramLabel = "N",
      description = "Samples of the paired bootstrap (default: 1000).")
  private int bootstrapSamples;

  @Option(
      names = {"-parn", "--paired-ar-n"},
      defaultValue = "10000",
      paramLabel = "N",
      description =
          "Trials of approximate randomisation (default: 10000). The seed of all is 12345, or that"
              + " of the environment variable SACREBLEU_SEED; 'none' draws one.")
  private int randomizationTrials;

  @SuppressWarnings("UnusedVariable") // Samples are drawn one after the other; scripts may ask.
  @Option(
      names = {"-j", "--paired-jobs"},
      paramLabel = "N",
      description = "Accepted for scripts: tests are quick enough on one core.")
  private int jobs;

  private Long seed;

  /** Whether systems are tested against the first. */
  boolean paired() {
    return pairedBootstrap || pairedRandomization;
  }

  /** Refuses what does not go together. */
  void check(int systems) {
    if (pairedBootstrap && pairedRandomization) {
      throw UserException.usage("--paired-bs and --paired-ar: give one of them");
    }
    if (paired() && systems < 2) {
      throw UserException.usage(
          "--paired-bs and --paired-ar compare systems: give two files or more to -i");
    }
    for (int samples : new int[] {confidenceSamples, bootstrapSamples, randomizationTrials}) {
      if (samples < 1) {
        throw UserException.usage("the number of samples must be 1 or more, not " + samples);
      }
    }
  }

  /** How scores and their confidence are resampled. */
  Resampling bootstrap() {
    return new Resampling(pairedBootstrap ? bootstrapSamples : confidenceSamples, seed());
  }

  /** How segments are exchanged. */
  Resampling randomization() {
    return new Resampling(randomizationTrials, seed());
  }

  /** The seed; one that is drawn is drawn once. */
  private long seed() {
    if (seed == null) {
      seed = chosenSeed();
    }
    return seed;
  }

  private static long chosenSeed() {
    String text = System.getenv().getOrDefault(SEED, Long.toString(Resampling.STANDARD_SEED));
    if (text.equalsIgnoreCase("none")) {
      return new SplittableRandom().nextInt(Integer.MAX_VALUE);
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw UserException.usage(SEED + " " + text + ": must be a whole number or none");
    }
    return Long.parseLong(text);
  }
}
