package org.translatenas.translate.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;

/**
 * SentencePiece's {@code --extra_options}: names with colons between them, applied in their order.
 */
final class ExtraOptions {
  private static final List<String> KNOWN = List.of("bos", "eos", "reverse", "unk");

  private final List<String> names;

  ExtraOptions(String text, Tokenizer tokenizer) {
    names = text.isEmpty() ? List.of() : List.of(text.split(":"));
    for (String name : names) {
      Choices.check("--extra_options", name, KNOWN);
      if ((name.equals("bos") && tokenizer.bosId() < 0)
          || (name.equals("eos") && tokenizer.eosId() < 0)) {
        throw UserException.usage("--extra_options " + name + ": the model has no such symbol");
      }
    }
  }

  /**
   * {@code items} with {@code bos} before or {@code eos} behind, or turned round.
   *
   * @param named an item, or what names it where it is unknown
   */
  <T> List<T> apply(List<T> items, T bos, T eos, UnaryOperator<T> named) {
    List<T> result = new ArrayList<>(items);
    for (String name : names) {
      switch (name) {
        case "bos" -> result.add(0, bos);
        case "eos" -> result.add(eos);
        case "unk" -> result.replaceAll(named);
        default -> Collections.reverse(result);
      }
    }
    return result;
  }
}
