package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.translate.data.ToyModel;
import picocli.CommandLine;

class PrepareCommandTest {
  @TempDir Path folder;

  @Test
  void preparesAndSaysWhatItDid() throws IOException {
    Files.writeString(folder.resolve("a.en"), "ab cd\n\n");
    Files.writeString(folder.resolve("a.de"), "ba\r\nx\r\n");
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            "prepare: {trainSource: DIR/a.en, trainTarget: DIR/a.de, validSource: DIR/a.en}\n"
                .replace("DIR", folder.toString()));
    StringWriter printed = new StringWriter();
    CommandLine command =
        new CommandLine(new PrepareCommand((lines, c) -> ToyModel.make()))
            .setOut(new PrintWriter(printed));
    int status =
        command.execute(
            "--config", config.toString(),
            "--set", "prepare.validTarget=" + folder + "/a.de",
            "--output", folder.resolve("prepared").toString());
    assertThat(status).isZero();
    String part =
        """
        NAME: kept 1 of 2 pairs; dropped 1 empty, 0 too long, 0 disproportionate
          DIR/a.en: 2 words, 6 pieces, 3.00 pieces per word, 0.000 % unknown, longest 6
          DIR/a.de: 1 words, 3 pieces, 3.00 pieces per word, 0.000 % unknown, longest 3
          DIR/a.de: took a carriage return off the end of 2 lines
        """;
    String expected =
        "tokenizer: 31 pieces, trained on 4 lines\n"
            + part.replace("NAME", "train")
            + part.replace("NAME", "valid")
            + "wrote DIR/prepared\n";
    assertThat(printed).hasToString(expected.replace("DIR", folder.toString()));
  }
}
