package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The characters that get a piece of their own, the most frequent first. */
final class Alphabet {
  private final List<Integer> characters;
  private final Set<Integer> set;

  private Alphabet(List<Integer> characters) {
    this.characters = characters;
    this.set = new HashSet<>(characters);
  }

  /**
   * The characters that are required, and the most frequent others that with them make up {@code
   * coverage} of the text.
   */
  static Alphabet of(TrainingText text, double coverage, String required) {
    Set<Integer> always = required.codePoints().boxed().collect(Collectors.toSet());
    Map<Integer, Long> counts = new HashMap<>();
    always.forEach(character -> counts.put(character, 0L));
    long all = 0;
    for (TrainingText.Word word : text.words()) {
      for (int character : word.characters()) {
        if (character != 0) {
          counts.merge(character, word.frequency(), Long::sum);
          all += word.frequency();
        }
      }
    }
    Comparator<Integer> mostFrequentFirst =
        Comparator.<Integer>comparingLong(character -> -counts.get(character))
            .thenComparing(Comparator.naturalOrder());
    List<Integer> order = new ArrayList<>(counts.keySet());
    order.sort(
        Comparator.<Integer, Boolean>comparing(character -> !always.contains(character))
            .thenComparing(mostFrequentFirst));
    List<Integer> chosen = new ArrayList<>();
    long covered = 0;
    for (int character : order) {
      // In 32 bits, as the reference: of a very long text even coverage 1 leaves out the rarest.
      if (!always.contains(character) && (float) (1.0 * covered / all) >= (float) coverage) {
        break;
      }
      covered += counts.get(character);
      if (character != TrainingText.SYMBOL_CHARACTER) {
        chosen.add(character);
      }
    }
    chosen.sort(mostFrequentFirst);
    return new Alphabet(List.copyOf(chosen));
  }

  int size() {
    return characters.size();
  }

  boolean contains(int character) {
    return set.contains(character);
  }

  List<String> characters() {
    return characters.stream().map(Character::toString).toList();
  }
}
