package org.translatenas.translate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;
import org.translatenas.translate.config.PrepareConfig;

class PreparationTest {
  @TempDir Path folder;
  private final List<String> trainedOn = new ArrayList<>();

  private final TokenizerTrainer trainer =
      (lines, config) -> {
        lines.forEach(trainedOn::add);
        return ToyModel.make();
      };

  @BeforeEach
  void texts() throws IOException {
    write("train.en", "ab cd\nx\n\nlong one here\nab\n");
    write("train.de", "ba\nefghijklmnopqr\nnot empty\nso\nbä\r\n");
    write("valid.en", "a\n \n");
    write("valid.de", "b\nc\n");
    write("test.en", "yes\n");
    write("test.de", "ja\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private PrepareConfig config(boolean withTest) {
    return ToyConfig.of(
        folder.resolve("train.en"),
        folder.resolve("train.de"),
        folder.resolve("valid.en"),
        folder.resolve("valid.de"),
        withTest ? folder.resolve("test.en") : null,
        withTest ? folder.resolve("test.de") : null,
        null);
  }

  private Path output() {
    return folder.resolve("prepared");
  }

  private PreparationStatistics prepare(PrepareConfig config) {
    return new Preparation(trainer, 2).run(config, output());
  }

  private void expect(PrepareConfig config, String message) {
    assertThatThrownBy(() -> prepare(config))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("DIR", folder.toString()));
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void writesAFolderThatOpens() throws IOException {
    PreparationStatistics statistics = prepare(config(true));
    PreparedCorpus corpus = PreparedCorpus.open(output());
    assertThat(corpus.statistics()).isEqualTo(statistics);
    assertThat(corpus.marks()).isEqualTo(new Marks(3, 1, 2));
    assertThat(corpus.tokenizer().vocabularySize()).isEqualTo(31);
    assertThat(corpus.train().size()).isEqualTo(2);
    assertThat(corpus.train().source(0)).containsExactly(4, 5, 6, 4, 7, 8);
    assertThat(corpus.train().target(0)).containsExactly(4, 6, 5);
    assertThat(corpus.train().target(1)).containsExactly(4, 6, 0);
    assertThat(corpus.valid().size()).isEqualTo(1);
    assertThat(corpus.test()).get().extracting(ParallelShard::size).isEqualTo(1);
    assertThat(corpus.validText())
        .isEqualTo(new PreparedCorpus.RawText(List.of("a", " "), List.of("b", "c")));
    assertThat(corpus.testText())
        .contains(new PreparedCorpus.RawText(List.of("yes"), List.of("ja")));
    assertThat(output().resolve("tokenizer.vocab")).isNotEmptyFile();
  }

  @Test
  void statisticsSayWhatWasDropped() throws IOException {
    PreparationStatistics statistics = prepare(config(true));
    PreparationStatistics.Part train = statistics.train();
    assertThat(train.pairsRead()).isEqualTo(5);
    assertThat(train.pairsKept()).isEqualTo(2);
    assertThat(train.droppedEmpty()).isEqualTo(1);
    assertThat(train.droppedTooLong()).isEqualTo(2);
    assertThat(train.droppedDisproportionate()).isZero();
    assertThat(train.target().carriageReturns()).isEqualTo(1);
    assertThat(train.target().unknownPieces()).isEqualTo(1);
    assertThat(train.target().unknownRate()).isEqualTo(1 / 6.0);
    assertThat(train.source().words()).isEqualTo(3);
    assertThat(train.source().pieces()).isEqualTo(9);
    assertThat(train.source().piecesPerWord()).isEqualTo(3.0);
    assertThat(train.source().longest()).isEqualTo(6);
    assertThat(train.source().lengthHistogram()).containsExactly(2L);
    // sha256sum of "yes\n"
    assertThat(statistics.test().source().sha256())
        .isEqualTo("5040625b1fb6fa4af07226683f6e6003b29e5e70b16f8cfb24be7a752393f0ee");
    assertThat(statistics.tokenizerLines()).isEqualTo(10);
    assertThat(trainedOn).hasSize(10).startsWith("ab cd", "ba", "x");
    assertThat(Files.readString(output().resolve("statistics.json")))
        .startsWith("{\n  \"version\" : 1,");
  }

  @Test
  void disproportionatePairsAreDroppedFromTrainAlone() throws IOException {
    write("train.en", "a\na\n");
    write("train.de", "bcdefghijk\nb\n");
    write("valid.en", "a\n");
    write("valid.de", "bcdefghijk\n");
    PreparationStatistics statistics = prepare(config(false));
    assertThat(statistics.train().droppedDisproportionate()).isEqualTo(1);
    assertThat(statistics.valid().pairsKept()).isEqualTo(1);
    assertThat(PreparedCorpus.open(output()).test()).isEmpty();
    assertThat(PreparedCorpus.open(output()).testText()).isEmpty();
  }

  @Test
  void threadsDoNotChangeTheResult() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_500; i++) {
      text.append("abcdefghij", 0, 1 + i % 9).append('\n');
    }
    write("train.en", text.toString());
    write("train.de", text.toString());
    new Preparation(trainer, 1).run(config(false), output());
    byte[] one = Files.readAllBytes(output().resolve("train.shard"));
    new Preparation(trainer, 3).run(config(false), output());
    assertThat(Files.readAllBytes(output().resolve("train.shard"))).isEqualTo(one);
    ParallelShard shard = ParallelShard.open(output().resolve("train.shard"));
    assertThat(shard.size()).isEqualTo(5_500);
    assertThat(shard.sourceLength(5_000)).isEqualTo(2 + 5_000 % 9);
  }

  @Test
  void givenTokenizerIsUsed() throws IOException {
    ToyModel.make().write(folder.resolve("toy.model"));
    PrepareConfig given = with(folder.resolve("toy.model"));
    assertThat(prepare(given).tokenizerLines()).isZero();
    assertThat(trainedOn).isEmpty();
    assertThat(output().resolve("tokenizer.model")).hasSameBinaryContentAs(given.tokenizer());
  }

  private PrepareConfig with(Path tokenizer) {
    PrepareConfig c = config(false);
    return ToyConfig.of(
        c.trainSource(), c.trainTarget(), c.validSource(), c.validTarget(), null, null, tokenizer);
  }

  @Test
  void tokenizerThatDoesNotFit() throws IOException {
    ToyModel.make(false).write(folder.resolve("nopad.model"));
    expect(
        with(folder.resolve("nopad.model")),
        "DIR/nopad.model: the tokenizer has no padding symbol; train it with --pad_id=3");
    expect(
        with(folder.resolve("none.model")),
        "DIR/none.model: no such file; check prepare.tokenizer");
    write("bad.model", "text");
    assertThatThrownBy(() -> prepare(with(folder.resolve("bad.model"))))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(folder + "/bad.model: not a readable SentencePiece model (");
  }

  @Test
  void unequalTexts() throws IOException {
    write("train.de", "ba\n");
    expect(
        config(false),
        "DIR/train.en has 5 lines but DIR/train.de has 1; line n of one must translate line n of"
            + " the other");
  }

  @Test
  void badTestSetIsFoundBeforeTraining() throws IOException {
    Files.write(folder.resolve("test.de"), "\u00e9t\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    expect(
        config(true),
        "DIR/test.de:1: not valid UTF-8 (byte 0xE9 at column 1); convert it with iconv -f latin1 -t"
            + " utf-8");
    assertThat(trainedOn).isEmpty();
  }

  @Test
  void emptyTexts() throws IOException {
    write("valid.en", "");
    write("valid.de", "");
    expect(
        config(false),
        "DIR/valid.en and DIR/valid.de have no lines; valid needs at least one pair");
    write("valid.en", "\n\n");
    write("valid.de", "a\nabcdefghijklmn\n");
    expect(
        config(false),
        "DIR/valid.en and DIR/valid.de: none of 2 pairs is left: 2 empty, 0 with more than"
            + " maxLength (12) pieces, 0 beyond maxRatio (3.0); check the texts or raise the limits");
  }

  @Test
  void textsThatAreNotThere() {
    PrepareConfig c = config(false);
    PrepareConfig none = ToyConfig.of(null, c.trainTarget(), c.validSource(), c.validTarget());
    expect(
        none,
        "prepare.trainSource is not set; name a text in the configuration or with --set"
            + " prepare.trainSource=FILE");
    PrepareConfig directory =
        ToyConfig.of(folder, c.trainTarget(), c.validSource(), c.validTarget());
    expect(directory, "prepare.trainSource: DIR is a folder; name a text file in it");
  }

  @Test
  void failureLeavesTheEarlierFolder() throws IOException {
    prepare(config(false));
    byte[] before = Files.readAllBytes(output().resolve("statistics.json"));
    write("valid.en", "\n");
    write("valid.de", "\n");
    assertThatThrownBy(() -> prepare(config(false))).isInstanceOf(UserException.class);
    assertThat(Files.readAllBytes(output().resolve("statistics.json"))).isEqualTo(before);
    assertThat(PreparedCorpus.open(output()).train().size()).isEqualTo(2);
    assertThat(entries()).containsExactly("prepared");
  }

  @Test
  void foreignFolderIsNotReplaced() throws IOException {
    Files.createDirectories(output());
    Files.writeString(output().resolve("thesis.txt"), "mine");
    expect(
        config(false),
        "DIR/prepared: exists and is not a prepared corpus; choose another --output");
    assertThat(output().resolve("thesis.txt")).hasContent("mine");
  }
}
