package org.translatenas.translate.testset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.translatenas.training.UserException;

/**
 * The segments of a test set: what is known of them, field by field. Fields are called as
 * sacreBLEU's: {@code src}, {@code ref} or {@code ref:NAME}, {@code docid}, {@code origlang} and so
 * on.
 *
 * @param fields lists of one length
 * @param references those fields that translations are scored against
 */
public record Segments(Map<String, List<String>> fields, List<String> references) {
  /** Checks the lengths. */
  public Segments {
    fields = new LinkedHashMap<>(fields);
    references = List.copyOf(references);
    if (fields.values().stream().mapToInt(List::size).distinct().count() > 1) {
      Map<String, Integer> sizes = new LinkedHashMap<>();
      fields.forEach((field, values) -> sizes.put(field, values.size()));
      throw UserException.data(
          "source and references have different numbers of segments: " + sizes);
    }
  }

  /** The segments of several sets one after the other; all must have as many references. */
  public static Segments joined(List<Segments> sets) {
    if (sets.size() == 1) {
      return sets.get(0);
    }
    int number = sets.get(0).references.size();
    if (sets.stream().anyMatch(set -> set.references.size() != number)) {
      throw UserException.usage(
          "-t: these test sets have different numbers of references; score them one by one");
    }
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String field : List.of("src", "docid", "origlang", "domain")) {
      if (sets.stream().allMatch(set -> set.fields.containsKey(field))) {
        fields.put(field, joined(sets, set -> set.fields.get(field)));
      }
    }
    List<String> references = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int place = i;
      references.add("ref:" + i);
      fields.put("ref:" + i, joined(sets, set -> set.referenceStreams().get(place)));
    }
    return new Segments(fields, references);
  }

  private static List<String> joined(List<Segments> sets, Function<Segments, List<String>> values) {
    return sets.stream().flatMap(set -> values.apply(set).stream()).toList();
  }

  /** How many there are. */
  public int size() {
    return fields.isEmpty() ? 0 : fields.values().iterator().next().size();
  }

  /** The references, one list for each translator. */
  public List<List<String>> referenceStreams() {
    return references.stream().map(fields::get).toList();
  }

  /** The value of a field for each segment; null where there is none. */
  public List<String> values(String field) {
    List<String> values = fields.get(field);
    return values != null ? values : Collections.nCopies(size(), null);
  }

  /** The numbers of the segments that a condition holds for. */
  public int[] where(IntPredicate condition) {
    return IntStream.range(0, size()).filter(condition).toArray();
  }
}
