package org.translatenas.tokenization;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The compiled character rules of a model: at each place the longest source text that has a rule is
 * replaced. Immutable.
 *
 * <p>Layout ({@code precompiled_charsmap}): the byte length of the trie (32 bits, little-endian),
 * the units of a {@link DoubleArrayTrie} over the UTF-8 of the sources, and the targets in UTF-8,
 * each ended by a zero byte; the trie's value is the place of the target.
 */
final class CharsMap {
  /** Without rules: nothing is replaced. */
  static final CharsMap EMPTY = new CharsMap(null, new byte[0]);

  /** What {@link #longestAt} returns where no rule applies. */
  static final long NO_RULE = 0;

  private final DoubleArrayTrie trie;
  private final byte[] targets;

  private CharsMap(DoubleArrayTrie trie, byte[] targets) {
    this.trie = trie;
    this.targets = targets;
  }

  /** Reads the compiled rules; none if {@code blob} is empty. */
  static CharsMap parse(byte[] blob, String source) throws ModelFormatException {
    if (blob.length == 0) {
      return EMPTY;
    }
    ProtoReader reader = new ProtoReader(blob, source);
    long trieBytes = reader.readFixed(Integer.BYTES);
    if (trieBytes < Integer.BYTES || trieBytes > blob.length - Integer.BYTES) {
      throw new ModelFormatException(source, "damaged normalisation rules");
    }
    int[] units = new int[(int) trieBytes / Integer.BYTES];
    ByteBuffer.wrap(blob, Integer.BYTES, (int) trieBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(units);
    int start = Integer.BYTES + (int) trieBytes;
    byte[] targets = new byte[blob.length - start];
    System.arraycopy(blob, start, targets, 0, targets.length);
    return new CharsMap(new DoubleArrayTrie(units), targets);
  }

  /** The bytes that {@link #parse} reads. */
  static byte[] toBlob(DoubleArrayTrie trie, byte[] targets) {
    int trieBytes = trie.units().length * Integer.BYTES;
    ByteBuffer blob =
        ByteBuffer.allocate(Integer.BYTES + trieBytes + targets.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    blob.putInt(trieBytes);
    for (int unit : trie.units()) {
      blob.putInt(unit);
    }
    return blob.put(targets).array();
  }

  /**
   * The longest rule at {@code from}: its length in chars in the low, the place of its target in
   * the high 32 bits. One number instead of an object, since this is asked for every character.
   */
  long longestAt(String text, int from) {
    if (trie == null) {
      return NO_RULE;
    }
    long longest = NO_RULE;
    int node = DoubleArrayTrie.ROOT;
    for (int i = from; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      node = Utf8.step(trie, node, codePoint);
      if (node == DoubleArrayTrie.NONE) {
        break;
      }
      int value = trie.value(node);
      if (value >= 0 && value < targets.length) {
        longest = ((long) value << 32) | (i - from);
      }
    }
    return longest;
  }

  static int length(long rule) {
    return (int) rule;
  }

  String target(long rule) {
    int start = (int) (rule >>> 32);
    int end = start;
    while (end < targets.length && targets[end] != 0) {
      end++;
    }
    return new String(targets, start, end - start, StandardCharsets.UTF_8);
  }
}
