package org.translatenas.translate.config;

import org.translatenas.training.config.Default;

/**
 * Section {@code decode}: how sentences are translated.
 *
 * <p>A translation of a source of |x| pieces may have {@code maxLengthA} · |x| + {@code
 * maxLengthB}. The bound is there to stop a model that repeats itself, not to shorten: of the
 * 20,000 pairs of the carried corpus, cut into fours of letters, 1.3 % exceed fairseq's 1.2 · |x| +
 * 10, and 0.08 % exceed 1.2 · |x| + 20.
 *
 * @param beam hypotheses kept for each sentence; 1 takes the most probable piece each time
 * @param lengthPenaltyKind what scores are divided by
 * @param lengthPenalty its α: 0 compares log probabilities as they are, more favours long ones
 * @param coveragePenalty β of {@code β · Σ_i log min(Σ_j a_ij, 1)}, added to scores: what each
 *     source piece lacks of attention (GNMT, Wu et al. 2016, equation 14); 0 for none
 * @param maxLengthA most pieces of a translation for each piece of its source
 * @param maxLengthB and so many more
 * @param minLength least pieces of a translation, end mark aside; 0 for none
 * @param noRepeatNgram no sequence of so many pieces occurs twice in a translation; 0: no such rule
 * @param repetitionPenalty logits of pieces that a translation has already are divided by it where
 *     positive, else multiplied (Keskar et al. 2019); 1 for none
 * @param unknownPenalty taken from the log probability of the unknown piece: fairseq's {@code
 *     --unkpen}
 * @param diverseBeamGroups G groups of {@code beam} / G hypotheses that are searched one after the
 *     other at each step (Vijayakumar et al. 2018, arXiv:1610.02424); 1 for ordinary beam search
 * @param diverseBeamStrength what a piece loses, when candidates are ranked, for each hypothesis of
 *     earlier groups that has just taken it
 * @param sampling draws translations from the model's distribution instead of searching; several of
 *     a line are drawn independently
 * @param samplingTopK draws among so many most probable pieces; 0 for all
 * @param samplingTopP draws among the fewest pieces that together have this probability (Holtzman
 *     et al. 2020, arXiv:1904.09751); 1 for all
 * @param temperature logits are divided by it before drawing
 * @param batchTokens sentences are translated together while their pieces, end marks and padding
 *     included, times {@code beam} are at most so many; a longer sentence goes alone
 * @param maxInputLength most pieces of a source: time and memory grow with the square of its
 *     length, and a model says little of use about lengths it was not trained with
 * @param longInput what is done with longer lines
 */
public record DecodeConfig(
    @Default("4") int beam,
    @Default("gnmt") LengthPenaltyKind lengthPenaltyKind,
    @Default("0.6") double lengthPenalty,
    @Default("0") double coveragePenalty,
    @Default("1.2") double maxLengthA,
    @Default("20") int maxLengthB,
    @Default("0") int minLength,
    @Default("0") int noRepeatNgram,
    @Default("1") double repetitionPenalty,
    @Default("0") double unknownPenalty,
    @Default("1") int diverseBeamGroups,
    @Default("0.5") double diverseBeamStrength,
    @Default("false") boolean sampling,
    @Default("0") int samplingTopK,
    @Default("1") double samplingTopP,
    @Default("1") double temperature,
    @Default("8000") int batchTokens,
    @Default("250") int maxInputLength,
    @Default("parts") LongInput longInput) {
  private static final int LARGEST_BEAM = 1_000;
  private static final int LONGEST = 100_000;

  /** Checks the ranges. */
  public DecodeConfig {
    check("beam", beam, 1, LARGEST_BEAM);
    check("lengthPenalty", lengthPenalty, 0, 10);
    check("coveragePenalty", coveragePenalty, 0, 10);
    check("maxLengthA", maxLengthA, 0, 100);
    check("maxLengthB", maxLengthB, 1, LONGEST);
    check("minLength", minLength, 0, LONGEST);
    check("noRepeatNgram", noRepeatNgram, 0, LONGEST);
    Ranges.atLeast("repetitionPenalty", repetitionPenalty, 1);
    check("unknownPenalty", unknownPenalty, 0, 1_000);
    check("diverseBeamGroups", diverseBeamGroups, 1, beam);
    if (beam % diverseBeamGroups != 0) {
      throw new IllegalArgumentException(
          "diverseBeamGroups must divide the beam, %d, not be %d"
              .formatted(beam, diverseBeamGroups));
    }
    check("diverseBeamStrength", diverseBeamStrength, 0, 1_000);
    check("samplingTopK", samplingTopK, 0, Integer.MAX_VALUE);
    check("samplingTopP", samplingTopP, 0, 1);
    check("temperature", temperature, 1e-3, 1_000);
    if (!sampling && (samplingTopK > 0 || samplingTopP < 1 || temperature != 1)) {
      throw new IllegalArgumentException(
          "samplingTopK, samplingTopP and temperature are of no use without sampling=true");
    }
    if (sampling && diverseBeamGroups > 1) {
      throw new IllegalArgumentException("sampling must be false with diverseBeamGroups");
    }
    Ranges.atLeast("batchTokens", batchTokens, 1);
    check("maxInputLength", maxInputLength, 1, LONGEST);
  }

  /**
   * The most pieces, end mark aside, of a translation of {@code sourceLength} pieces; no fewer than
   * the least.
   */
  public int maxLength(int sourceLength) {
    return Math.max(minLength, (int) (maxLengthA * sourceLength) + maxLengthB);
  }

  /** The same, but taking the most probable piece each time. */
  public DecodeConfig greedy() {
    return new DecodeConfig(
        1,
        lengthPenaltyKind,
        lengthPenalty,
        coveragePenalty,
        maxLengthA,
        maxLengthB,
        minLength,
        noRepeatNgram,
        repetitionPenalty,
        unknownPenalty,
        1,
        diverseBeamStrength,
        false,
        0,
        1,
        1,
        batchTokens,
        maxInputLength,
        longInput);
  }

  /** Greedy, and every translation has {@code pieces} pieces: for measuring time. */
  public static DecodeConfig greedyOfLength(int pieces) {
    return new DecodeConfig(
        1,
        LengthPenaltyKind.GNMT,
        0,
        0,
        0,
        pieces,
        pieces,
        0,
        1,
        0,
        1,
        0,
        false,
        0,
        1,
        1,
        Integer.MAX_VALUE,
        pieces,
        LongInput.CUT);
  }

  private static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in %s..%s, not %s"
              .formatted(name, number(least), number(most), number(value)));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
