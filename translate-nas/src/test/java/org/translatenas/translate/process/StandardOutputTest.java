package org.translatenas.translate.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.translatenas.training.UserException;

class StandardOutputTest {
  private static PrintWriter writer(OutputStream target) {
    return new PrintWriter(new StandardOutput(target), true, StandardCharsets.UTF_8);
  }

  @Test
  void passesOnWhatItIsGiven() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer(bytes).println("Gr\u00fc\u00dfe");
    new StandardOutput(bytes).write('!');
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Gr\u00fc\u00dfe\n!");
  }

  @Test
  void aPrintWriterDoesNotHideThatItIsBroken() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() -> writer(full).println("lost"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "standard output: cannot be written (No space left on device); check where it goes");
  }
}
