package org.translatenas.tokenization;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files of the test resources. */
final class Fixture {
  private Fixture() {}

  static byte[] bytes(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SentencePieceModel model(String name) {
    try {
      return SentencePieceModel.parse(bytes(name + ".model"), name);
    } catch (ModelFormatException e) {
      throw new UncheckedIOException(e);
    }
  }
}
