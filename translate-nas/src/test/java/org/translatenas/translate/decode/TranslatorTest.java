package org.translatenas.translate.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.decode.TranslationFormat.Alignment;
import org.translatenas.translate.model.ModelFolder;
import org.translatenas.translate.model.ToyFolder;
import org.translatenas.translate.model.ToyModels;

class TranslatorTest {
  private static final TranslationFormat PLAIN = TranslationFormat.text(1, Alignment.NONE);
  @TempDir private static Path temporary;
  private static ModelFolder folder;

  private final List<String> warnings = new ArrayList<>();

  @BeforeAll
  static void open() {
    ToyFolder.write(
        temporary.resolve("model"),
        ToyModels.transformer(NormPlacement.PRE, ToyFolder.VOCABULARY),
        9);
    folder = ModelFolder.open(temporary.resolve("model"));
  }

  @AfterAll
  static void close() {
    folder.close();
  }

  @Test
  void eachLineGivesALineInItsPlace() {
    List<String> lines = lines(200);
    List<String> together = translator(2_000, 100).translate(lines, 1);
    assertThat(together).hasSameSizeAs(lines);
    Translator alone = translator(1, 100);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.translate(List.of(lines.get(i)), 1).get(0));
      assertThat(together.get(i).isEmpty()).isEqualTo(lines.get(i).isBlank());
    }
    assertThat(together.stream().distinct().count()).isGreaterThan(20);
    assertThat(warnings).isEmpty();
  }

  @Test
  void emptyAndBlankLinesGiveEmptyLines() {
    List<String> lines = List.of("", "  ", "\t", "ab");
    List<String> found = translator(2_000, 100).translate(lines, 1);
    assertThat(found.subList(0, 3)).containsOnly("");
    assertThat(found.get(3)).isNotEmpty();
    assertThat(translator(2_000, 100).translate(List.of(), 1)).isEmpty();
  }

  @Test
  void aLineThatIsTooLongIsCutWithAWarning() {
    List<String> found = translator(2_000, 4).translate(List.of("abc", "abcdefg", "abd"), 41);
    assertThat(found.get(1)).isEqualTo(found.get(0)); // the space before it is a piece
    assertThat(warnings)
        .containsExactly(
            "line 42: has 8 pieces, only the first 4 are translated; split the line or raise"
                + " decode.maxInputLength");
  }

  @Test
  void aStreamIsTranslatedInWindows() {
    List<String> lines = lines(4_100);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TranslationStream(translator(20_000, 5), PLAIN, in(lines), out).run();
    warnings.clear();
    List<String> expected = translator(20_000, 5).translate(lines, 1);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("\n", expected) + "\n");
    assertThat(warnings).isNotEmpty();
  }

  @Test
  void warningsCountLinesThroughTheWindows() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      lines.add("");
    }
    lines.add("abcdefg");
    new TranslationStream(translator(20_000, 5), PLAIN, in(lines), new ByteArrayOutputStream())
        .run();
    assertThat(warnings).singleElement().asString().startsWith("line 4001: has 8 pieces");
  }

  @Test
  void aConversationAnswersEachLine() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream prompts = new ByteArrayOutputStream();
    Translator translator = translator(2_000, 100);
    new TranslationStream(translator, PLAIN, in(List.of("ab", "", "cd")), out)
        .converse(new PrintStream(prompts, true, StandardCharsets.UTF_8));
    List<String> expected = translator.translate(List.of("ab", "", "cd"), 1);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(String.join("\n", expected) + "\n");
    assertThat(prompts.toString(StandardCharsets.UTF_8))
        .isEqualTo("> > > > " + System.lineSeparator());
  }

  @Test
  void writesSeveralTranslationsOfALine() {
    List<String> lines = List.of("abc", "", "xy");
    Translator translator = translator(2_000, 100);
    List<List<Translation>> expected = translator.translate(free(lines), 1, 2);
    assertThat(expected.get(0)).hasSize(2);
    List<String> numbered = written(translator, TranslationFormat.text(2, Alignment.NONE), lines);
    assertThat(numbered).hasSize(5);
    assertThat(numbered.get(1)).startsWith("0 ||| " + expected.get(0).get(1).text() + " ||| -");
    assertThat(numbered.get(2)).isEqualTo("1 |||  ||| 0");
    assertThat(numbered.get(3)).startsWith("2 ||| " + expected.get(2).get(0).text() + " ||| -");
  }

  @Test
  void aPrefixStaysAsItWasGiven() {
    List<Translator.Line> lines = List.of(new Translator.Line("abc", "x\u20ACy"));
    for (boolean replace : List.of(false, true)) {
      Translator translator = translator(new Translator.Wishes(false, replace, 0));
      assertThat(translator.translate(lines, 1, 2).get(0))
          .hasSize(2)
          .allSatisfy(found -> assertThat(found.text()).startsWith("x\u20ACy"));
    }
  }

  @Test
  void writesJsonLines() throws IOException {
    List<String> lines = List.of("a\"c", "");
    Translator translator = translator(2_000, 100);
    List<String> written =
        written(translator, TranslationFormat.json(1, Alignment.NONE, false), lines);
    assertThat(written).hasSize(2);
    JsonNode first = new ObjectMapper().readTree(written.get(0));
    Translation best = translator.translate(free(lines), 1, 1).get(0).get(0);
    assertThat(first.get("line").asInt()).isEqualTo(1);
    assertThat(first.get("source").asText()).isEqualTo("a\"c");
    JsonNode translation = first.get("translations").get(0);
    assertThat(translation.get("text").asText()).isEqualTo(best.text());
    assertThat(translation.get("score").asDouble()).isEqualTo(best.score());
    assertThat(translation.get("pieces").asInt()).isEqualTo(best.target().size());
    assertThat(written.get(1)).isEqualTo("{\"line\":2,\"source\":\"\",\"translations\":[]}");
  }

  private static List<String> written(
      Translator translator, TranslationFormat format, List<String> lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TranslationStream(translator, format, in(lines), out).run();
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private Translator translator(int batchTokens, int maxInputLength) {
    return translator(
        Translator.Wishes.NONE, "batchTokens=" + batchTokens, "maxInputLength=" + maxInputLength);
  }

  private Translator translator(Translator.Wishes wishes, String... settings) {
    List<String> all = new ArrayList<>(List.of("beam=3", "maxLengthA=1", "maxLengthB=2"));
    all.addAll(List.of("longInput=cut"));
    all.addAll(List.of(settings));
    return new Translator(
        List.of(folder), DecodeFixture.config(all.toArray(String[]::new)), wishes, warnings::add);
  }

  private static List<Translator.Line> free(List<String> lines) {
    return lines.stream().map(line -> new Translator.Line(line, "")).toList();
  }

  private static ByteArrayInputStream in(List<String> lines) {
    return new ByteArrayInputStream(
        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(int count) {
    SplittableRandom random = new SplittableRandom(2);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder line = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        line.append((char) ('a' + random.nextInt(26)));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
