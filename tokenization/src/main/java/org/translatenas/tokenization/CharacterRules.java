package org.translatenas.tokenization;

/** The normalisations that a new model can be trained with, by SentencePiece's names. */
final class CharacterRules {
  static final String IDENTITY = "identity";

  private CharacterRules() {}

  /** The compiled rules of a normalisation; empty for none. */
  static byte[] compiled(String name) {
    if (name.equals(IDENTITY)) {
      return new byte[0];
    }
    throw new IllegalArgumentException("unknown normalization " + name + "; there is " + IDENTITY);
  }
}
