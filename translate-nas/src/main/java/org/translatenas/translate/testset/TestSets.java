package org.translatenas.translate.testset;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.translatenas.training.UserException;

/**
 * The test sets that are known, by name: those of WMT between English and German, French or Czech.
 *
 * @param all in the order of their names
 */
public record TestSets(List<TestSet> all) {
  /** Sorts them. */
  public TestSets {
    all = all.stream().sorted(Comparator.comparing(TestSet::name)).toList();
  }

  /** The published ones: the resource {@code test-sets.json}. */
  public static TestSets published() {
    try (InputStream in = TestSets.class.getResourceAsStream("test-sets.json")) {
      return new TestSets(List.of(new ObjectMapper().readValue(in, TestSet[].class)));
    } catch (IOException e) {
      throw new UncheckedIOException("the list of test sets", e);
    }
  }

  /** The set of this name; it must have texts for the pair, if that is not null. */
  public TestSet named(String name, String pair) {
    TestSet set =
        all.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    UserException.usage(
                        "-t %s: is no known test set; --list names them all".formatted(name)));
    if (pair != null && !set.pairs().containsKey(pair)) {
      throw UserException.usage(
          "-l %s: %s has no texts for it, but for %s"
              .formatted(pair, name, String.join(", ", set.pairs().keySet())));
    }
    return set;
  }

  /** Those that have texts for a language pair or its reverse. */
  public List<TestSet> between(String pair) {
    String[] languages = pair.split("-", 2);
    String reverse = languages[languages.length - 1] + "-" + languages[0];
    return all.stream()
        .filter(set -> set.pairs().containsKey(pair) || set.pairs().containsKey(reverse))
        .toList();
  }
}
