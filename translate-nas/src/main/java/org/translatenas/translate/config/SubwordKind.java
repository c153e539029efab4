package org.translatenas.translate.config;

import org.translatenas.tokenization.ModelType;

/** Kinds of tokenizer that {@code prepare} trains. */
public enum SubwordKind {
  /** Byte-pair encoding. */
  BPE(ModelType.BPE),
  /** Unigram language model. */
  UNIGRAM(ModelType.UNIGRAM);

  private final ModelType modelType;

  SubwordKind(ModelType modelType) {
    this.modelType = modelType;
  }

  /** As the tokenizer's module names it. */
  public ModelType modelType() {
    return modelType;
  }
}
