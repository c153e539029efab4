package org.translatenas.translate.data;

import java.io.IOException;
import java.nio.file.Path;
import org.translatenas.tokenization.ModelFormatException;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;

/** Opens tokenizers that a translation model can use: those with padding, begin and end symbols. */
final class PreparedTokenizer {
  private PreparedTokenizer() {}

  static Tokenizer load(Path file) throws IOException {
    Tokenizer tokenizer;
    try {
      tokenizer = Tokenizer.load(file);
    } catch (ModelFormatException e) {
      throw UserException.data(e.getMessage());
    }
    marks(tokenizer, file.toString());
    return tokenizer;
  }

  /** The ids that batches need; {@code origin} names the tokenizer in messages. */
  static Marks marks(Tokenizer tokenizer, String origin) {
    require(tokenizer.padId(), origin, "padding", "--pad_id=3");
    require(tokenizer.bosId(), origin, "begin", "--bos_id=1");
    require(tokenizer.eosId(), origin, "end", "--eos_id=2");
    return new Marks(tokenizer.padId(), tokenizer.bosId(), tokenizer.eosId());
  }

  private static void require(int id, String origin, String symbol, String option) {
    if (id < 0) {
      throw UserException.data(
          String.format(
              "%s: the tokenizer has no %s symbol; train it with %s", origin, symbol, option));
    }
  }
}
