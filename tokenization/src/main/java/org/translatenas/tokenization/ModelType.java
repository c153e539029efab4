package org.translatenas.tokenization;

/** How a model segments text; the codes are those of SentencePiece's {@code TrainerSpec}. */
public enum ModelType {
  /** The most probable segmentation under independent pieces (Kudo 2018, arXiv:1804.10959). */
  UNIGRAM(1),
  /** Byte-pair encoding: repeated best merges (Sennrich et al. 2016, arXiv:1508.07909). */
  BPE(2),
  /** Words between spaces. */
  WORD(3),
  /** Single characters. */
  CHAR(4);

  private final int code;

  ModelType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Null when no type has this code. */
  static ModelType ofCode(int code) {
    for (ModelType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
