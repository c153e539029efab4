package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import org.translatenas.training.UserException;
import picocli.CommandLine;

class UserErrorsTest {
  private final StringWriter err = new StringWriter();

  private int handle(Exception exception) throws Exception {
    CommandLine command = TranslateNas.commandLine();
    command.setErr(new PrintWriter(err));
    return new UserErrors("tn").handleExecutionException(exception, command, null);
  }

  @Test
  void oneLineForWhatCanBeMended() throws Exception {
    assertThat(handle(UserException.usage("mend it"))).isEqualTo(2);
    assertThat(err).hasToString("tn: mend it\n");
  }

  @Test
  void oneLineForFilesThatTheSystemRefuses() throws Exception {
    assertThat(handle(new UncheckedIOException(new AccessDeniedException("/there")))).isEqualTo(1);
    assertThat(handle(new IOException("No space left on device"))).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("tn: a file cannot be read or written ("))
        .anySatisfy(line -> assertThat(line).contains("/there"))
        .anySatisfy(line -> assertThat(line).contains("No space left on device"));
  }

  @Test
  void oneLineForWantOfMemory() throws Exception {
    EngineException full =
        new EngineException("[enforce fail] DefaultCPUAllocator: can't allocate memory: 9\nmore");
    assertThat(handle(new IllegalStateException("in a batch", full))).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("tn: not enough memory ([enforce fail] DefaultCPUAllocator: can't allocate")
        .contains("lower maxTokensPerBatch");
  }

  /** In a thread of its own, from where the error comes as a cause. */
  @Test
  void oneLineForAFullHeap() throws Exception {
    OutOfMemoryError full = new OutOfMemoryError("Java heap space");
    assertThat(handle(new IllegalStateException("encoding failed", full))).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "tn: Java's memory is full (Java heap space); give it more, as in TRANSLATE_NAS_HEAP=4g\n");
  }

  @Test
  void theRestIsOurs() {
    IllegalStateException bug = new IllegalStateException("a bug");
    assertThatThrownBy(() -> handle(bug)).isSameAs(bug);
    assertThat(err.toString()).isEmpty();
  }
}
