package org.translatenas.tokenization;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The character rules of the normalisations that a new model can be trained with, by
 * SentencePiece's names: which text becomes which. They follow the JDK's version of Unicode.
 *
 * <p>SentencePiece applies the longest rule at each place and never looks back, so composition must
 * be spelt out: every sequence of characters that composes into one is a rule of its own.
 *
 * <p>Source: SentencePiece's {@code doc/normalization.md} and {@code builder.cc}; Unicode Standard
 * Annex 15.
 */
final class CharacterRules {
  static final String IDENTITY = "identity";
  static final String NFKC = "nfkc";

  /** NFKC and some more for translation: odd spaces become a space, control characters vanish. */
  static final String NMT_NFKC = "nmt_nfkc";

  private static final int[] SPACES = {
    0x0009, 0x000A, 0x000C, 0x000D, 0x1680, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028, 0x2029, 0x2581,
    0xFEFF, 0xFFFD
  };

  /** Kept apart from the plain tilde, since Japanese uses the two differently. */
  private static final String FULL_WIDTH_TILDE = "\uFF5E";

  /** Compiling takes seconds, and gives the same each time. */
  private static final Map<String, byte[]> COMPILED = new ConcurrentHashMap<>();

  private final Map<String, String> rules = new HashMap<>();

  private CharacterRules() {}

  /**
   * The compiled rules of a normalisation; empty for none.
   *
   * @throws IllegalArgumentException if there is no such normalisation
   */
  static byte[] compiled(String name) {
    if (name.equals(IDENTITY)) {
      return new byte[0];
    }
    return COMPILED.computeIfAbsent(name, n -> CharsMapCompiler.compile(named(n))).clone();
  }

  static Map<String, String> named(String name) {
    CharacterRules rules = new CharacterRules();
    switch (name) {
      case NFKC -> rules.addNfkc();
      case NMT_NFKC -> {
        rules.addNfkc();
        rules.addNmt();
      }
      default ->
          throw new IllegalArgumentException(
              "unknown normalization %s; there are %s, %s and %s"
                  .formatted(name, NMT_NFKC, NFKC, IDENTITY));
    }
    return rules.withoutRedundant();
  }

  private void addNfkc() {
    Map<Integer, List<String>> sourcesOf = new HashMap<>();
    Set<String> decompositions = new HashSet<>();
    for (int codePoint = 1; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (!Character.isDefined(codePoint) || Character.getType(codePoint) == Character.SURROGATE) {
        continue;
      }
      String character = Character.toString(codePoint);
      String composed = Normalizer.normalize(character, Normalizer.Form.NFKC);
      if (!composed.equals(character)) {
        rules.put(character, composed);
      }
      String decomposed = Normalizer.normalize(character, Normalizer.Form.NFKD);
      if (length(decomposed) > 1) {
        decompositions.add(decomposed);
      } else {
        sourcesOf.computeIfAbsent(decomposed.codePointAt(0), c -> new ArrayList<>()).add(character);
      }
    }
    for (String decomposed : decompositions) {
      String composed = Normalizer.normalize(decomposed, Normalizer.Form.NFC);
      if (!composed.equals(decomposed)) {
        for (String source : spellings(decomposed, sourcesOf)) {
          if (!source.equals(composed)) {
            rules.put(source, composed);
          }
        }
      }
    }
  }

  /** All sequences whose characters decompose, one to one, into those of a decomposed text. */
  private static Collection<String> spellings(
      String decomposed, Map<Integer, List<String>> sourcesOf) {
    List<String> spellings = List.of("");
    for (int character : decomposed.codePoints().toArray()) {
      List<String> longer = new ArrayList<>();
      for (String spelling : spellings) {
        for (String source : sourcesOf.get(character)) {
          longer.add(spelling + source);
        }
      }
      spellings = longer;
    }
    return spellings;
  }

  private void addNmt() {
    for (int space : SPACES) {
      rules.put(Character.toString(space), " ");
    }
    for (int control = 0x01; control <= 0x1F; control++) {
      rules.putIfAbsent(Character.toString(control), "");
    }
    rules.put("\u007F", "");
    rules.put("\u008F", "");
    rules.put("\u009F", "");
    rules.remove(FULL_WIDTH_TILDE);
  }

  /** Without the rules that the shorter ones, applied one after the other, make needless. */
  private Map<String, String> withoutRedundant() {
    Map<String, String> kept = new HashMap<>();
    int longest = rules.keySet().stream().mapToInt(CharacterRules::length).max().orElse(0);
    for (int length = 1; length <= longest; length++) {
      // Those of one length must not bear on each other, so they are added together.
      Map<String, String> needed = new HashMap<>();
      for (Map.Entry<String, String> rule : rules.entrySet()) {
        if (length(rule.getKey()) == length
            && !apply(kept, rule.getKey()).equals(rule.getValue())) {
          needed.put(rule.getKey(), rule.getValue());
        }
      }
      kept.putAll(needed);
    }
    return kept;
  }

  private static String apply(Map<String, String> rules, String source) {
    StringBuilder target = new StringBuilder();
    int begin = 0;
    while (begin < source.length()) {
      int end = source.length();
      int oneCharacter = source.offsetByCodePoints(begin, 1);
      String found = rules.get(source.substring(begin, end));
      while (found == null && end > oneCharacter) {
        end = source.offsetByCodePoints(end, -1);
        found = rules.get(source.substring(begin, end));
      }
      target.append(found == null ? source.substring(begin, end) : found);
      begin = end;
    }
    return target.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
