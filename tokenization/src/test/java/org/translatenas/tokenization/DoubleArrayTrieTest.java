package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DoubleArrayTrieTest {

  @Test
  void findsExactlyTheKeysPutIn() {
    DoubleArrayTrie trie = build(List.of("a", "ab", "abc", "b", "ü", "👋"));

    assertThat(find(trie, "a")).isZero();
    assertThat(find(trie, "abc")).isEqualTo(2);
    assertThat(find(trie, "ü")).isEqualTo(4);
    assertThat(find(trie, "👋")).isEqualTo(5);
    assertThat(find(trie, "")).isEqualTo(DoubleArrayTrie.NONE);
    assertThat(find(trie, "ac")).isEqualTo(DoubleArrayTrie.NONE);
    assertThat(find(trie, "abcd")).isEqualTo(DoubleArrayTrie.NONE);
  }

  @Test
  void holdsManyKeys() {
    Random random = new Random(3);
    TreeSet<String> words = new TreeSet<>();
    while (words.size() < 20_000) {
      words.add(Integer.toString(random.nextInt(1 << 20), 26));
    }
    List<String> keys = List.copyOf(words);
    DoubleArrayTrie trie = build(keys);

    for (int i = 0; i < keys.size(); i++) {
      assertThat(find(trie, keys.get(i))).isEqualTo(i);
      String longer = keys.get(i) + "x";
      assertThat(find(trie, longer) >= 0).isEqualTo(words.contains(longer));
      String broken = keys.get(i).charAt(0) + "\0" + keys.get(i).substring(1);
      assertThat(find(trie, broken)).isEqualTo(DoubleArrayTrie.NONE);
    }
  }

  @Test
  void damagedUnitsGiveNoMatchOrAWrongOneButNoException() {
    Random random = new Random(4);
    int[] units = build(List.of("a", "ab", "abc", "b")).units();
    for (int i = 0; i < 5000; i++) {
      int[] damaged = units.clone();
      damaged[random.nextInt(damaged.length)] = random.nextInt();
      damaged['a'] = random.nextInt();
      assertThat(find(new DoubleArrayTrie(damaged), "abc")).isGreaterThanOrEqualTo(-1);
    }
  }

  private static DoubleArrayTrie build(List<String> keys) {
    Map<String, Integer> values = new HashMap<>();
    keys.forEach(key -> values.put(key, values.size()));
    return DoubleArrayBuilder.build(values);
  }

  private static int find(DoubleArrayTrie trie, String key) {
    int node = DoubleArrayTrie.ROOT;
    for (byte label : key.getBytes(StandardCharsets.UTF_8)) {
      node = trie.step(node, label & 0xFF);
      if (node == DoubleArrayTrie.NONE) {
        return DoubleArrayTrie.NONE;
      }
    }
    return trie.value(node);
  }
}
