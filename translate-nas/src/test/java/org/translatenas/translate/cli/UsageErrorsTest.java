package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.translatenas.translate.process.StandardOutput;
import picocli.CommandLine;

class UsageErrorsTest {
  private static List<String> refused(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine command = TranslateNas.commandLine().setErr(new PrintWriter(err));
    assertThat(command.execute(arguments)).isEqualTo(2);
    return err.toString().lines().toList();
  }

  @Test
  void saysWhatIsMissingAndWhereMoreStands() {
    assertThat(refused("translate", "--beam", "3"))
        .containsExactly(
            "translate-nas: Missing required option: '--model=DIR'",
            "'translate-nas translate --help' lists the options");
  }

  @Test
  void helpThatCannotBeWrittenIsALineToo() {
    StringWriter err = new StringWriter();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    for (String option : List.of("--help", "--version")) {
      err.getBuffer().setLength(0);
      CommandLine command =
          TranslateNas.commandLine()
              .setErr(new PrintWriter(err))
              .setOut(new PrintWriter(new StandardOutput(full), true));
      assertThat(command.execute(option)).isEqualTo(1);
      assertThat(err.toString().lines())
          .containsExactly(
              "translate-nas: standard output: cannot be written (No space left on device); check"
                  + " where it goes");
    }
  }

  @Test
  void anUnknownOptionIsNoFile() {
    assertThat(refused("translate", "--model", "m", "--beem", "3"))
        .first()
        .asString()
        .startsWith("translate-nas: Unknown option")
        .contains("--beem");
    assertThat(refused("search", "--data=a", "--output=b", "--judge", "c.json", "--judge-drws"))
        .first()
        .asString()
        .startsWith("translate-nas: Unknown option: '--judge-drws'");
  }
}
