package org.translatenas.translate.config;

/** What is done with a line of more pieces than a model is given at once. */
public enum LongInput {
  /** Its parts are translated one by one, cut at ends of sentences or words where there are any. */
  PARTS,
  /** What is too much is left away. */
  CUT
}
