package org.translatenas.tokenization;

import java.util.Objects;

/**
 * How text is changed before it is segmented.
 *
 * <p>Source: {@code NormalizerSpec} of SentencePiece's {@code sentencepiece_model.proto} and its
 * {@code doc/normalization.md}.
 */
public final class NormalizerSpec {
  static final int NAME = 1;
  static final int PRECOMPILED_CHARSMAP = 2;
  static final int ADD_DUMMY_PREFIX = 3;
  static final int REMOVE_EXTRA_WHITESPACES = 4;
  static final int ESCAPE_WHITESPACES = 5;

  private final ProtoMessage message;
  private final String name;

  NormalizerSpec(ProtoMessage message, String source) throws ModelFormatException {
    this.message = message;
    this.name = message.getString(NAME, "", source);
  }

  /** The rule's name, such as {@code nmt_nfkc} or {@code identity}; may be empty. */
  public String name() {
    return name;
  }

  /** The compiled character rules, empty for none; see {@link CharsMap}. */
  byte[] precompiledCharsmap() {
    byte[] bytes = message.getBytes(PRECOMPILED_CHARSMAP);
    return bytes == null ? new byte[0] : bytes;
  }

  /** Whether a space is put before the text, so that its first word looks like the others. */
  public boolean addDummyPrefix() {
    return message.getBoolean(ADD_DUMMY_PREFIX, true);
  }

  /** Whether leading, trailing and repeated spaces are dropped. */
  public boolean removeExtraWhitespaces() {
    return message.getBoolean(REMOVE_EXTRA_WHITESPACES, true);
  }

  /** Whether spaces are written as U+2581. */
  public boolean escapeWhitespaces() {
    return message.getBoolean(ESCAPE_WHITESPACES, true);
  }

  ProtoMessage message() {
    return message;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NormalizerSpec spec && message.equals(spec.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(message);
  }
}
