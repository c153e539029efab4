package org.translatenas.translate.score;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words as Moses' tokenizer.perl 1.1 cuts them (Koehn et al.: Moses: Open Source Toolkit for
 * Statistical Machine Translation, ACL 2007), with its default options, for German and English:
 * marks become words of their own, except a period behind an abbreviation or before a small letter,
 * a comma within a number, the hyphen, and several periods in a row, which stay together. {@code &
 * | < > ' " [ ]} are escaped.
 *
 * @param language one of {@link #LANGUAGES}
 */
public record MosesTokenizer(String language) {
  /** The languages whose abbreviations are known. */
  public static final List<String> LANGUAGES = List.of("de", "en");

  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String pattern, String replacement) {
      return new Rule(Pattern.compile(pattern), replacement);
    }
  }

  private static final List<Rule> CLEAN =
      List.of(
          Rule.of("\\p{IsWhite_Space}+", " "),
          Rule.of("[\\x00-\\x1f]", ""),
          Rule.of(" +", " "),
          Rule.of("^ | $", ""));

  private static final List<Rule> MARKS =
      List.of(Rule.of("([^\\p{IsAlphabetic}\\p{Nd}\\p{IsWhite_Space}.'`,\\-])", " $1 "));

  /** Periods in a row are a word, in letters until the end: DOTDOTMULTI for two. */
  private static final Pattern PERIODS = Pattern.compile("\\.{2,}");

  private static final Pattern LETTERS_FOR_PERIODS = Pattern.compile("(?:DOT)+MULTI");
  private static final String PERIOD = "DOT";
  private static final String PERIODS_END = "MULTI";

  private static final List<Rule> COMMAS =
      List.of(
          Rule.of("(\\P{N}),", "$1 , "),
          Rule.of(",(\\P{N})", " , $1"),
          Rule.of("(\\p{N}),$", "$1 ,"));

  private static final String LETTER = "\\p{IsAlphabetic}";
  private static final String OTHER = "\\P{IsAlphabetic}";

  /** What becomes of the apostrophe. */
  private static final Map<String, List<Rule>> APOSTROPHES =
      Map.of(
          "en",
          List.of(
              Rule.of("(" + OTHER + ")'(" + OTHER + ")", "$1 ' $2"),
              Rule.of("([" + OTHER + "&&\\P{N}])'(" + LETTER + ")", "$1 ' $2"),
              Rule.of("(" + LETTER + ")'(" + OTHER + ")", "$1 ' $2"),
              Rule.of("(" + LETTER + ")'(" + LETTER + ")", "$1 '$2"),
              Rule.of("(\\p{N})'(s)", "$1 '$2")),
          "de",
          List.of(Rule.of("'", " ' ")));

  private static final List<Rule> END =
      List.of(Rule.of(" +", " "), Rule.of("^ | $", ""), Rule.of("\\.' ?$", " . ' "));

  private static final List<Rule> ESCAPES =
      List.of(
          Rule.of("&", "&amp;"),
          Rule.of("\\|", "&#124;"),
          Rule.of("<", "&lt;"),
          Rule.of(">", "&gt;"),
          Rule.of("'", "&apos;"),
          Rule.of("\"", "&quot;"),
          Rule.of("\\[", "&#91;"),
          Rule.of("\\]", "&#93;"));

  private static final Pattern SMALL = Pattern.compile("^\\p{IsLowercase}");
  private static final Pattern DIGIT = Pattern.compile("^[0-9]");
  private static final Pattern WITH_LETTER = Pattern.compile(LETTER);

  /** What a period may follow without ending a sentence. */
  private static final Map<String, Set<String>> ABBREVIATIONS =
      Map.of("de", german(), "en", english());

  /** What a period may follow before a number. */
  private static final Map<String, Set<String>> BEFORE_NUMBERS =
      Map.of("de", Set.of(), "en", Set.of("No", "Art", "pp"));

  private static final String TITLES =
      "Adj Adm Adv Asst Bart Bldg Brig Bros Capt Cmdr Col Comdr Con Corp Cpl DR Dr Ens Gen Gov Hon"
          + " Hosp Insp Lt MM MR MRS MS Maj Messrs Mlle Mme Mr Mrs Ms Msgr Op Ord Pfc Ph Prof Pvt"
          + " Rep Reps Res Rev Rt Sen Sens Sfc Sgt Sr St Supt Surg v vs Nos Nr";

  private static Set<String> german() {
    Set<String> words = words(TITLES);
    words.addAll(
        words(
            "Mio Mrd bzw usw d.h z.B u.a etc MwSt ggf d.J D.h m.E vgl I.F z.T sogen ff u.E g.U"
                + " g.g.A c.-à-d Buchst u.s.w sog u.ä Std evtl Zt Chr u.U o.ä Ltd b.A z.Zt spp sen"
                + " SA k.o jun i.H.v dgl dergl Co zzt usf s.p.a Dkr bzgl BSE No Art pp ca Ca"));
    for (String numeral :
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split(" ")) {
      words.add(numeral);
      words.add(numeral.toLowerCase(Locale.ROOT));
    }
    for (char c = 'a'; c <= 'z'; c++) {
      words.add(String.valueOf(c));
    }
    for (int ordinal = 1; ordinal < 100; ordinal++) {
      words.add(Integer.toString(ordinal));
    }
    return words;
  }

  private static Set<String> english() {
    Set<String> words = words(TITLES);
    words.addAll(words("Drs Hr i.e rev e.g Rs Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec"));
    return words;
  }

  /** These words and the capital letters. */
  private static Set<String> words(String list) {
    Set<String> words = new HashSet<>(List.of(list.split(" ")));
    for (char c = 'A'; c <= 'Z'; c++) {
      words.add(String.valueOf(c));
    }
    return words;
  }

  /** The line with single spaces between its words. */
  String tokenize(String line) {
    String text = apply(MARKS, apply(CLEAN, " " + line + " "));
    text =
        PERIODS
            .matcher(text)
            .replaceAll(dots -> " " + PERIOD.repeat(dots.group().length()) + PERIODS_END + " ");
    text = apply(APOSTROPHES.get(language), apply(COMMAS, text));
    text = apply(END, periods(text.split(" ")));
    text =
        LETTERS_FOR_PERIODS
            .matcher(text)
            .replaceAll(
                dots ->
                    ".".repeat((dots.group().length() - PERIODS_END.length()) / PERIOD.length()));
    return apply(ESCAPES, text).strip();
  }

  /** Cuts a period at the end of a word off, unless it belongs to it. */
  private String periods(String[] words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (word.length() > 1 && word.endsWith(".")) {
        String before = word.substring(0, word.length() - 1);
        boolean last = i == words.length - 1;
        word = last || !belongs(before, words[i + 1]) ? before + " ." : word;
      }
      text.append(word).append(' ');
    }
    return text.toString();
  }

  private boolean belongs(String word, String next) {
    return (word.indexOf('.') >= 0 && WITH_LETTER.matcher(word).find())
        || ABBREVIATIONS.get(language).contains(word)
        || SMALL.matcher(next).find()
        || (BEFORE_NUMBERS.get(language).contains(word) && DIGIT.matcher(next).find());
  }

  private static String apply(List<Rule> rules, String text) {
    String result = text;
    for (Rule rule : rules) {
      result = rule.pattern.matcher(result).replaceAll(rule.replacement);
    }
    return result;
  }
}
