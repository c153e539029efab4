package org.translatenas.translate.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.translatenas.training.UserException;
import org.translatenas.translate.testset.Segments;
import org.translatenas.translate.testset.TestSet;
import org.translatenas.translate.testset.TestSetFolder;
import org.translatenas.translate.testset.TestSets;
import picocli.CommandLine.Option;

/** Which test set is scored, and what of it: options named as sacreBLEU's. */
final class TestSetOptions {
  @Option(
      names = {"-t", "--test-set"},
      paramLabel = "NAME[,NAME]",
      description = "Score against a published test set, or several one after the other.")
  String names;

  @Option(
      names = {"-l", "--language-pair"},
      paramLabel = "PAIR",
      description = "Language pair, such as en-de; of its target BLEU's default tokenizer.")
  String pair;

  @Option(
      names = {"-ol", "--origlang"},
      paramLabel = "LANGUAGE",
      description = "Of the test set, only what was written in this language (non-LANGUAGE: not).")
  String origlang;

  @Option(
      names = "--subset",
      paramLabel = "REGEX",
      description = "Of the test set, only documents whose domain matches.")
  String subset;

  @Option(
      names = "--archives",
      paramLabel = "FOLDER",
      description =
          "Where test sets lie, in sacreBLEU's order (default: $$SACREBLEU, or ~/.sacrebleu).")
  Path folder;

  @Option(names = "--list", description = "List test sets, or with -t the fields of one.")
  boolean list;

  @Option(
      names = "--echo",
      arity = "1..*",
      paramLabel = "FIELD",
      description = "Print these fields of a test set: src, ref, docid, origlang or all.")
  List<String> echo;

  @Option(
      names = "--download",
      paramLabel = "NAME",
      description = "Check a test set's files; what is missing is said, nothing is downloaded.")
  String download;

  /** The sets of {@code -t}, which must have texts for {@code -l} if that is given. */
  List<TestSet> sets(TestSets known) {
    List<TestSet> sets = new ArrayList<>();
    for (String name : names.split(",")) {
      sets.add(known.named(name, pair));
    }
    return sets;
  }

  TestSetFolder folder() {
    return folder == null ? TestSetFolder.standard() : new TestSetFolder(folder);
  }

  /** The segments of each set of {@code -t}. */
  List<Segments> segments(TestSets known) {
    if (pair == null) {
      throw UserException.usage(
          "-t %s: give the language pair too, such as -l en-de".formatted(names));
    }
    return sets(known).stream().map(set -> folder().read(set, pair)).toList();
  }

  /** Refuses what does not go together. */
  void check() {
    if (pair != null && !pair.matches("[A-Za-z]+-[A-Za-z]+")) {
      throw UserException.usage(
          "-l %s: must be two languages with a hyphen between, such as en-de".formatted(pair));
    }
    if ((origlang != null || subset != null || echo != null) && (names == null || pair == null)) {
      throw UserException.usage(
          "--origlang, --subset and --echo: need a test set and a language pair (-t, -l)");
    }
  }

  /** Whether test sets are listed or printed and nothing is scored. */
  boolean asksForNoScores() {
    return list || echo != null || download != null;
  }

  /** The language that is translated to, or "". */
  String target() {
    return pair == null ? "" : pair.substring(pair.indexOf('-') + 1);
  }

  /** The numbers of the segments that {@code --origlang} and {@code --subset} leave. */
  int[] chosen(Segments segments) {
    return chosen(segments, origlang, subset);
  }

  /** The numbers of the segments of an original language and a domain; null for all. */
  static int[] chosen(Segments segments, String language, String domain) {
    List<String> languages = segments.values("origlang");
    List<String> domains = segments.values("domain");
    if (domain != null && !segments.fields().containsKey("domain")) {
      throw UserException.data(
          "--subset %s: the files of this test set name no domains; those of wmt23 and later do"
              .formatted(domain));
    }
    Pattern pattern = domain == null ? null : pattern(domain);
    return segments.where(
        i ->
            (language == null || matches(language, languages.get(i)))
                && (pattern == null || pattern.matcher(domains.get(i)).find()));
  }

  private static boolean matches(String wanted, String language) {
    return wanted.startsWith("non-")
        ? !wanted.substring("non-".length()).equals(language)
        : wanted.equals(language);
  }

  private static Pattern pattern(String domain) {
    try {
      return Pattern.compile(domain);
    } catch (PatternSyntaxException e) {
      throw UserException.usage(
          "--subset %s: is no regular expression (%s)".formatted(domain, e.getDescription()));
    }
  }

  /** The items of a list at these places. */
  static List<String> at(List<String> items, int[] places) {
    return Arrays.stream(places).mapToObj(items::get).toList();
  }
}
