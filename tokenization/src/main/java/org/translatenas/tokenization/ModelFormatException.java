package org.translatenas.tokenization;

import java.io.IOException;

/**
 * A file is not a sound SentencePiece model: truncated, damaged, or of another kind. The message is
 * one line that names the file, says what is wrong with it and what to do.
 */
public final class ModelFormatException extends IOException {

  /**
   * @param source the file, as the reader of the message knows it
   * @param problem what is wrong, without a full stop
   */
  ModelFormatException(String source, String problem) {
    super(
        source
            + ": not a readable SentencePiece model ("
            + problem
            + "); copy the file again or train the tokenizer anew");
  }
}
