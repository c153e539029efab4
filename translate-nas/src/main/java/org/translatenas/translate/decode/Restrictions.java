package org.translatenas.translate.decode;

import java.util.stream.IntStream;

/**
 * Which pieces may not follow a hypothesis.
 *
 * @param minLength before so many pieces the end mark may not come
 * @param noRepeatNgram n: no n pieces in a row occur twice (Paulus, Xiong, Socher 2018); 0: no such
 *     rule
 */
record Restrictions(int minLength, int noRepeatNgram, int eosId) {
  /** Whether nothing is ever forbidden. */
  boolean none() {
    return minLength == 0 && noRepeatNgram == 0;
  }

  /** The pieces that may not follow {@code prefix}. */
  IntStream forbidden(Prefix prefix) {
    IntStream end = prefix.length() < minLength ? IntStream.of(eosId) : IntStream.empty();
    return noRepeatNgram == 0 ? end : IntStream.concat(end, repeating(prefix.ids()));
  }

  /** What followed each earlier occurrence of the last n − 1 pieces. */
  private IntStream repeating(int[] ids) {
    int before = noRepeatNgram - 1;
    int tail = ids.length - before;
    return IntStream.range(0, Math.max(0, tail))
        .filter(start -> IntStream.range(0, before).allMatch(i -> ids[start + i] == ids[tail + i]))
        .map(start -> ids[start + before])
        .distinct();
  }
}
