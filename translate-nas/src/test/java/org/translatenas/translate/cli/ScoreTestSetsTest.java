package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.translatenas.translate.testset.Archives;
import org.translatenas.translate.testset.TestSets;

/** {@code score -t}: against test sets, and what it shows of them. */
class ScoreTestSetsTest extends ScoreCommandRun {
  private String scoreNews(String... options) throws IOException {
    TestSets sets =
        new TestSets(List.of(Archives.news(folder, "news"), Archives.news(folder, "news/2")));
    out.getBuffer().setLength(0);
    return score(
        sets,
        Stream.concat(Stream.of("--archives", folder.toString(), "-l", "en-de"), Stream.of(options))
            .toArray(String[]::new));
  }

  @Test
  void scoresAgainstATestSet() throws IOException {
    Files.writeString(hypothesis, "die Katze\nein Hund\nAbend\nnichts\n");
    String input = hypothesis.toString();
    assertThat(scoreNews("-t", "news", "-i", input, "-b", "-m", "ter")).isEqualTo("14.3\n");
    assertThat(scoreNews("-t", "news", "-i", input, "-b", "-m", "ter", "-ol", "en"))
        .isEqualTo("0.0\n");
    assertThat(scoreNews("-t", "news", "-i", input, "-b", "-m", "ter", "-ol", "non-en"))
        .isEqualTo("33.3\n");
    assertThat(scoreNews("-t", "news", "-i", input, "-b", "-m", "ter", "-d"))
        .isEqualTo(
            "14.3\noriglang=de domain=ALL : sentences=2      TER = 33.3\n"
                + "origlang=en domain=ALL : sentences=2      TER = 0.0\n");
    Path other = Files.writeString(folder.resolve("other"), "a\nb\nc\nd\n");
    assertThat(scoreNews("-t", "news", "-i", input, other.toString(), "-m", "ter", "-d"))
        .contains("│  TER  │");
    Files.writeString(hypothesis, "die Katze\nein Hund\nAbend\nnichts\n".repeat(2));
    assertThat(scoreNews("-t", "news,news/2", "-i", input, "-b", "-m", "ter")).isEqualTo("14.3\n");
  }

  @Test
  void showsTestSets() throws IOException {
    assertThat(scoreNews("-t", "news", "--echo", "ref", "docid"))
        .isEqualTo("die Katze\ta.1\nein Hund\ta.1\nAbend rot\tb.2\nnichts\tb.2\n");
    assertThat(scoreNews("-t", "news", "--echo", "all", "-ol", "de"))
        .isEqualTo("sun set\tAbend rot\tb.2\tblog\tde\n\tnichts\tb.2\tblog\tde\n");
    assertThat(scoreNews("-t", "news", "--list"))
        .isEqualTo("en-de: src, ref, docid, genre, origlang\n");
    assertThat(scoreNews("--list"))
        .isEqualTo(
            "The available test sets for en-de are:\n"
                + "news                          : made up\n"
                + "news/2                        : made up\n");
    assertThat(scoreNews("--download", "news").strip())
        .isEqualTo(folder.resolve("news/raw/news.test.tgz").toString());
  }

  @Test
  void refusesWhatATestSetHasNot() {
    assertThatThrownBy(() -> scoreNews("-t", "news", "--echo", "ref:B"))
        .hasMessage(
            "--echo ref:B: there is no such field; there are src, ref, docid, genre, origlang");
    assertThatThrownBy(() -> scoreNews("-t", "news", "-i", hypothesis.toString()))
        .hasMessageContaining(": has 2 lines, test set news has 4;");
    assertThatThrownBy(() -> scoreNews("-t", "news", "--subset", "x", "--echo", "src"))
        .hasMessageStartingWith("--subset x: the files of this test set name no domains");
    assertThatThrownBy(() -> score("-t", "wmt14", "-i", hypothesis.toString()))
        .hasMessage("-t wmt14: give the language pair too, such as -l en-de");
  }
}
