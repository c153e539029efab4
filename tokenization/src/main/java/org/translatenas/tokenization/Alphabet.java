package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The characters that get a piece of their own, the most frequent first. */
final class Alphabet {
  private final List<Integer> characters;
  private final Set<Integer> set;

  private Alphabet(List<Integer> characters) {
    this.characters = characters;
    this.set = new HashSet<>(characters);
  }

  /** The most frequent characters that make up {@code coverage} of the text. */
  static Alphabet of(TrainingText text, double coverage) {
    Map<Integer, Long> counts = new HashMap<>();
    long all = 0;
    for (TrainingText.Word word : text.words()) {
      for (int character : word.characters()) {
        if (character != 0) {
          counts.merge(character, word.frequency(), Long::sum);
          all += word.frequency();
        }
      }
    }
    List<Map.Entry<Integer, Long>> order = new ArrayList<>(counts.entrySet());
    order.sort(
        Map.Entry.<Integer, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
    List<Integer> chosen = new ArrayList<>();
    long covered = 0;
    for (Map.Entry<Integer, Long> entry : order) {
      // In 32 bits, as the reference: of a very long text even coverage 1 leaves out the rarest.
      if ((float) (1.0 * covered / all) >= (float) coverage) {
        break;
      }
      covered += entry.getValue();
      if (entry.getKey() != TrainingText.SYMBOL_CHARACTER) {
        chosen.add(entry.getKey());
      }
    }
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
