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
 * @param maxLengthA most pieces of a translation for each piece of its source
 * @param maxLengthB and so many more
 * @param minLength least pieces of a translation, end mark aside; 0 for none
 * @param noRepeatNgram no sequence of so many pieces occurs twice in a translation; 0: no such rule
 * @param repetitionPenalty logits of pieces that a translation has already are divided by it where
 *     positive, else multiplied (Keskar et al. 2019); 1 for none
 * @param batchTokens sentences are translated together while their pieces, end marks and padding
 *     included, times {@code beam} are at most so many; a longer sentence goes alone
 * @param maxInputLength a line of more pieces is cut there, with a warning: time and memory grow
 *     with the square of its length, and a model says little of use about lengths it was not
 *     trained with
 */
public record DecodeConfig(
    @Default("4") int beam,
    @Default("gnmt") LengthPenaltyKind lengthPenaltyKind,
    @Default("0.6") double lengthPenalty,
    @Default("1.2") double maxLengthA,
    @Default("20") int maxLengthB,
    @Default("0") int minLength,
    @Default("0") int noRepeatNgram,
    @Default("1") double repetitionPenalty,
    @Default("8000") int batchTokens,
    @Default("250") int maxInputLength) {
  private static final int LARGEST_BEAM = 1_000;
  private static final int LONGEST = 100_000;

  /** Checks the ranges. */
  public DecodeConfig {
    check("beam", beam, 1, LARGEST_BEAM);
    if (!(lengthPenalty >= 0 && lengthPenalty <= 10)) {
      throw new IllegalArgumentException("lengthPenalty must be in 0..10, not " + lengthPenalty);
    }
    if (!(maxLengthA >= 0 && maxLengthA <= 100)) {
      throw new IllegalArgumentException("maxLengthA must be in 0..100, not " + maxLengthA);
    }
    check("maxLengthB", maxLengthB, 1, LONGEST);
    check("minLength", minLength, 0, LONGEST);
    check("noRepeatNgram", noRepeatNgram, 0, LONGEST);
    Ranges.atLeast("repetitionPenalty", repetitionPenalty, 1);
    Ranges.atLeast("batchTokens", batchTokens, 1);
    check("maxInputLength", maxInputLength, 1, LONGEST);
  }

  /** The most pieces, end mark aside, of a translation of {@code sourceLength} pieces. */
  public int maxLength(int sourceLength) {
    return (int) (maxLengthA * sourceLength) + maxLengthB;
  }

  /** The same with another beam. */
  public DecodeConfig withBeam(int other) {
    return new DecodeConfig(
        other,
        lengthPenaltyKind,
        lengthPenalty,
        maxLengthA,
        maxLengthB,
        minLength,
        noRepeatNgram,
        repetitionPenalty,
        batchTokens,
        maxInputLength);
  }

  /** Greedy, and every translation has {@code pieces} pieces: for measuring time. */
  public static DecodeConfig greedyOfLength(int pieces) {
    return new DecodeConfig(
        1, LengthPenaltyKind.GNMT, 0, 0, pieces, pieces, 0, 1, Integer.MAX_VALUE, pieces);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be in %d..%d, not %d".formatted(name, least, most, value));
    }
  }
}
