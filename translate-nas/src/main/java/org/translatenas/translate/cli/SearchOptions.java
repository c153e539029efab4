package org.translatenas.translate.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * How translations are searched: short forms of the keys of section {@code decode}, named as
 * fairseq's options where it has them.
 */
final class SearchOptions {
  private final List<String> overrides = new ArrayList<>();

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Hypotheses kept for each sentence, 1 for greedy. Short for --set decode.beam=N.")
  private void beam(String value) {
    set("decode.beam", value);
  }

  @Option(
      names = {"--length-penalty", "--lenpen"},
      paramLabel = "X",
      description = "More favours longer translations. Short for --set decode.lengthPenalty=X.")
  private void lengthPenalty(String value) {
    set("decode.lengthPenalty", value);
  }

  @Option(
      names = "--coverage-penalty",
      paramLabel = "X",
      description =
          "More favours translations that attend to the whole source; 0 for none. Short for --set decode.coveragePenalty=X.")
  private void coveragePenalty(String value) {
    set("decode.coveragePenalty", value);
  }

  @Option(
      names = "--max-len-a",
      paramLabel = "X",
      description =
          "A translation has at most X x (pieces of its source) + N pieces; this is X. Short for --set decode.maxLengthA=X.")
  private void maxLengthA(String value) {
    set("decode.maxLengthA", value);
  }

  @Option(
      names = "--max-len-b",
      paramLabel = "N",
      description = "This is N; see --max-len-a. Short for --set decode.maxLengthB=N.")
  private void maxLengthB(String value) {
    set("decode.maxLengthB", value);
  }

  @Option(
      names = "--min-len",
      paramLabel = "N",
      description =
          "A translation has at least N pieces, whatever --max-len-a and --max-len-b say. Short for --set decode.minLength=N.")
  private void minLength(String value) {
    set("decode.minLength", value);
  }

  @Option(
      names = "--no-repeat-ngram-size",
      paramLabel = "N",
      description =
          "No N pieces in a row occur twice; 0 for no such rule. Short for --set decode.noRepeatNgram=N.")
  private void noRepeatNgram(String value) {
    set("decode.noRepeatNgram", value);
  }

  @Option(
      names = "--repetition-penalty",
      paramLabel = "X",
      description =
          "Makes pieces that are there already less probable; 1 for none. Short for --set decode.repetitionPenalty=X.")
  private void repetitionPenalty(String value) {
    set("decode.repetitionPenalty", value);
  }

  @Option(
      names = "--unkpen",
      paramLabel = "X",
      description =
          "Taken from the log probability of the unknown piece. Short for --set decode.unknownPenalty=X.")
  private void unknownPenalty(String value) {
    set("decode.unknownPenalty", value);
  }

  @Option(
      names = "--diverse-beam-groups",
      paramLabel = "N",
      description =
          "Cuts the beam into N groups that are made to differ. Short for --set decode.diverseBeamGroups=N.")
  private void diverseBeamGroups(String value) {
    set("decode.diverseBeamGroups", value);
  }

  @Option(
      names = "--diverse-beam-strength",
      paramLabel = "X",
      description =
          "How much they are made to differ. Short for --set decode.diverseBeamStrength=X.")
  private void diverseBeamStrength(String value) {
    set("decode.diverseBeamStrength", value);
  }

  @Option(
      names = "--sampling-topk",
      paramLabel = "N",
      description =
          "Draws among the N most probable pieces. Short for --set decode.samplingTopK=N.")
  private void samplingTopK(String value) {
    set("decode.samplingTopK", value);
  }

  @Option(
      names = "--sampling-topp",
      paramLabel = "X",
      description =
          "Draws among the fewest pieces that together have probability X. Short for --set decode.samplingTopP=X.")
  private void samplingTopP(String value) {
    set("decode.samplingTopP", value);
  }

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description = "Divides logits before drawing. Short for --set decode.temperature=X.")
  private void temperature(String value) {
    set("decode.temperature", value);
  }

  @Option(
      names = "--batch-tokens",
      paramLabel = "N",
      description =
          "Source pieces times beam translated at once. Short for --set decode.batchTokens=N.")
  private void batchTokens(String value) {
    set("decode.batchTokens", value);
  }

  @Option(
      names = "--max-input-length",
      paramLabel = "N",
      description =
          "A line of more than N pieces is too long; --long-input says what is done with it. Short for --set decode.maxInputLength=N.")
  private void maxInputLength(String value) {
    set("decode.maxInputLength", value);
  }

  @Option(
      names = "--long-input",
      paramLabel = "HOW",
      description =
          "parts: translated part by part; cut: the rest is left away; both with a warning. Short for --set decode.longInput=HOW.")
  private void longInput(String value) {
    set("decode.longInput", value);
  }

  @Option(
      names = {"--sampling", "--sample"},
      description =
          "Draws translations from the model's distribution instead of searching. Short for --set"
              + " decode.sampling=true.")
  private void sampling(boolean value) {
    set("decode.sampling", Boolean.toString(value));
  }

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What is drawn depends on it. Short for --set runtime.seed=N.")
  private void seed(String value) {
    set("runtime.seed", value);
  }

  private void set(String key, String value) {
    overrides.add(key + "=" + value);
  }

  /** The keys that were given, as {@code --set} takes them. */
  List<String> overrides() {
    return List.copyOf(overrides);
  }
}
