package org.translatenas.translate.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * So many of a text's lines, where its length is not known before it has been read; {@link
 * SampledLines} is for texts that have been counted.
 *
 * <p>Source: Vitter 1985, doi:10.1145/3147.3165, algorithm R.
 */
public final class LineSample {
  private LineSample() {}

  /**
   * At most {@code size} lines: the first, or {@code drawn} so that each line is as likely to be
   * among them as any other.
   *
   * @param seed the same seed, the same lines
   */
  public static List<String> of(Iterator<String> lines, int size, boolean drawn, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> sample = new ArrayList<>();
    for (long read = 0; lines.hasNext() && (drawn || read < size); read++) {
      String line = lines.next();
      if (sample.size() < size) {
        sample.add(line);
        continue;
      }
      long place = random.nextLong(read + 1);
      if (place < size) {
        sample.set((int) place, line);
      }
    }
    return sample;
  }
}
