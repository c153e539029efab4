package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train-tokenizer}, {@code tokenize}, {@code detokenize}. */
class TokenizerCommandsTest {
  private static final String TEXT = "the cat sat\nthe hat\nthat cat\n";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void train() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "the cat sat\nthe hat\n");
    Files.writeString(folder.resolve("b.txt"), "that cat\n");
    assertThat(
            run(
                "",
                "train-tokenizer",
                "--input=" + folder + "/a.txt," + folder + "/b.txt",
                "--model_prefix=" + folder + "/m",
                "--vocab_size=16",
                "--character_coverage=1"))
        .isZero();
  }

  private int run(String input, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return TranslateNas.commandLine()
          .setOut(new PrintWriter(new BufferedWriter(out))) // as standard output is
          .setErr(new PrintWriter(err))
          .execute(arguments);
    } finally {
      System.setIn(before);
    }
  }

  private String filter(String input, String command, String... options) {
    Stream<String> all =
        Stream.concat(
            Stream.of(command, "--spm", folder.resolve("m.model").toString()), Stream.of(options));
    assertThat(run(input, all.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }

  @Test
  void writesModelAndVocabulary() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("m.vocab"));
    assertThat(lines).hasSize(16).startsWith("<unk>\t0", "<s>\t0", "</s>\t0", "at\t-0");
  }

  @Test
  void cutsAndJoinsText() {
    String pieces = filter(TEXT, "tokenize");
    assertThat(pieces.lines()).hasSize(3).allMatch(line -> line.startsWith("▁"));
    assertThat(pieces.replace(" ", "").replace("\n▁", "\n").replace("▁", " ").strip() + "\n")
        .isEqualTo(TEXT);
    assertThat(filter(pieces, "detokenize")).isEqualTo(TEXT);
  }

  @Test
  void speaksInIds() {
    String ids = filter(TEXT, "tokenize", "--output_format=id", "--extra_options=bos:eos");
    assertThat(ids.lines()).hasSize(3).allMatch(line -> line.matches("1 [0-9 ]+ 2"));
    assertThat(filter(ids, "detokenize", "--input_format=id")).isEqualTo(TEXT);
  }

  @Test
  void appliesExtraOptionsInTheirOrder() {
    String plain = filter("the cat\n", "tokenize").strip();
    List<String> reversed = Arrays.asList(plain.split(" "));
    Collections.reverse(reversed);
    assertThat(filter("the cat\n", "tokenize", "--extra_options=reverse:bos").strip())
        .isEqualTo("<s> " + String.join(" ", reversed));
    assertThat(filter("the cat\n", "tokenize", "--extra_options=bos:reverse").strip())
        .isEqualTo(String.join(" ", reversed) + " <s>");
    assertThat(filter("the ?\n", "tokenize", "--extra_options=unk")).endsWith(" <unk>\n");
  }

  @Test
  void keepsWhatIsBeforeALineThatCannotBeRead() {
    String[] options = {"detokenize", "--spm", folder + "/m.model", "--input_format=id"};
    assertThat(run("4\n5\nfive\n", options)).isEqualTo(1);
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(err.toString()).contains("standard input:3: five is no id of this model");
    String tooLong = "cat ".repeat(300_000);
    assertThat(run("the\n" + tooLong, "tokenize", "--spm", folder + "/m.model")).isEqualTo(1);
    assertThat(out.toString().lines()).hasSize(1);
  }

  /** Nor is it an escaped @, or the name of a file with options. */
  @Test
  void aSymbolMayBeginWithAnAt() throws IOException {
    assertThat(
            trainOn(
                TEXT,
                "--user_defined_symbols",
                "@@",
                "--control_symbols",
                "@x",
                "--hard_vocab_limit=false"))
        .as(err.toString())
        .isZero();
    assertThat(Files.readAllLines(folder.resolve("new/m.vocab")))
        .anyMatch(line -> line.startsWith("@@\t"))
        .anyMatch(line -> line.startsWith("@x\t"));
  }

  @Test
  void countsPieces() {
    String counts = filter("at at\nat\n", "tokenize", "--generate_vocabulary");
    assertThat(counts.lines().mapToLong(line -> Long.parseLong(line.split("\t")[1])).sum())
        .isEqualTo(filter("at at\nat\n", "tokenize").split("\\s+").length);
  }

  private void trainUnigram() throws IOException {
    String lines = "the cat sat\nthat hat\nthe hats\ncats sat at that\nhat cats\nchat heat seat\n";
    Files.writeString(folder.resolve("c.txt"), lines.repeat(5));
    assertThat(
            run(
                "",
                "train-tokenizer",
                "--input=" + folder + "/c.txt",
                "--model_prefix=" + folder + "/m",
                "--model_type=unigram",
                "--vocab_size=17",
                "--num_threads=2",
                "--character_coverage=1"))
        .as(err.toString())
        .isZero();
  }

  @Test
  void trainsUnigramModels() throws IOException {
    trainUnigram();
    assertThat(Files.readAllLines(folder.resolve("m.vocab"))).hasSize(17).startsWith("<unk>\t0");
    assertThat(filter(filter(TEXT, "tokenize"), "detokenize")).isEqualTo(TEXT);
  }

  @Test
  void printsTheBestCuts() throws IOException {
    trainUnigram();
    List<String> best =
        filter("that\ncat\n", "tokenize", "--output_format=nbest_piece", "--nbest_size=3")
            .lines()
            .toList();
    // With these pieces there are no more than two ways to cut "cat".
    assertThat(best).hasSize(5).doesNotHaveDuplicates();
    assertThat(best.get(0)).isEqualTo(filter("that\n", "tokenize").strip());
    assertThat(best.subList(0, 3)).allMatch(line -> line.replace(" ", "").equals("▁that"));
    assertThat(best.get(3)).isEqualTo(filter("cat\n", "tokenize").strip());
    String ids =
        filter(
            "that\n",
            "tokenize",
            "--output_format=nbest_id",
            "--nbest_size=3",
            "--extra_options=eos");
    assertThat(filter(ids, "detokenize", "--input_format=id")).isEqualTo("that\n".repeat(3));
    assertThat(ids.lines()).allMatch(line -> line.endsWith(" 2"));
  }

  @Test
  void drawsCuts() throws IOException {
    String sample = "--output_format=sample_piece";
    String drawn = filter(TEXT, "tokenize", sample, "--alpha=0.5", "--random_seed=7");
    assertThat(filter(drawn, "detokenize")).isEqualTo(TEXT);
    assertThat(filter(TEXT, "tokenize", sample, "--alpha=0.5", "--random_seed=7")).isEqualTo(drawn);
    assertThat(filter(TEXT, "tokenize", sample, "--alpha=0")).isEqualTo(filter(TEXT, "tokenize"));
    assertThat(filter("the cat\n", "tokenize", sample, "--alpha=1")).isEqualTo("▁ t h e ▁ c a t\n");
    String text = "the cat sat\n".repeat(20);
    trainUnigram();
    String ids =
        filter(text, "tokenize", "--output_format=sample_id", "--nbest_size=-1", "--alpha=0.1");
    assertThat(ids.lines().distinct().count()).isGreaterThan(1);
    assertThat(filter(ids, "detokenize", "--input_format=id")).isEqualTo(text);
  }

  /** Neither shares its random numbers with the other. */
  @Test
  void seedsAndLinesDrawApart() throws IOException {
    trainUnigram();
    Set<String> drawn = new HashSet<>();
    for (int seed = 1; seed <= 8; seed++) {
      String[] options = {
        "--output_format=sample_id", "--nbest_size=-1", "--alpha=0.1", "--random_seed=" + seed
      };
      String cuts = filter("the cat sat\n".repeat(8), "tokenize", options);
      List<String> lines = cuts.lines().toList();
      drawn.add(lines.get(seed - 1));
    }
    assertThat(drawn).hasSizeGreaterThan(1);
  }

  @Test
  void saysWhatIsWrong() {
    String model = folder.resolve("m.model").toString();
    assertThat(run("1 99\n", "detokenize", "--spm", model, "--input_format", "id")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "translate-nas: standard input:1: 99 is no id of this model; they run from 0 to 15\n");
    assertThat(run("a\n", "tokenize", "--spm", folder + "/none")).isEqualTo(1);
    assertThat(err.toString()).contains("none: no such file");
    assertThat(run("a\n", "tokenize", "--spm", model, "--extra_options", "bo")).isEqualTo(2);
    assertThat(err.toString()).contains("bo: must be one of bos, eos, reverse");
    assertThat(run("a\n", "tokenize", "--spm", model, "--output_format", "nbest_id")).isEqualTo(2);
    assertThat(err.toString()).contains("a model of type bpe cannot do it; unigram models can");
    assertThat(
            run(
                "a\n",
                "tokenize",
                "--spm",
                model,
                "--output_format",
                "sample_id",
                "--nbest_size",
                "600"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("at most 512, not 600");
    assertThat(
            run(
                "",
                "train-tokenizer",
                "--input=" + folder + "/a.txt",
                "--model_prefix=" + folder + "/n",
                "--vocab_size=5"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("--vocab_size 5 is too small: ")
        .endsWith(" or more, or lower --character_coverage\n");
  }

  @Test
  void detokenizeSkipsExtraSpaces() {
    assertThat(filter(" ▁the  ▁ c \n\n  \n", "detokenize")).isEqualTo("the c\n\n\n");
    String ids = filter("the cat\n", "tokenize", "--output_format=id").strip();
    String spread = "  " + ids.replace(" ", "  ") + " \n \n";
    assertThat(filter(spread, "detokenize", "--input_format=id")).isEqualTo("the cat\n\n");
  }

  @Test
  void listsTheVocabulary() throws IOException {
    assertThat(filter("", "export-vocab"))
        .isEqualTo(Files.readString(folder.resolve("m.vocab")))
        .startsWith("<unk>\t0\n<s>\t0\n");
    assertThat(filter("", "export-vocab", "--output_format=syms").lines())
        .hasSize(16)
        .startsWith("<unk>\t0", "<s>\t1", "</s>\t2", "at\t3");
  }

  private int trainOn(String text, String... options) throws IOException {
    Files.writeString(folder.resolve("c.txt"), text);
    Stream<String> all =
        Stream.concat(
            Stream.of(
                "train-tokenizer",
                "--input=" + folder + "/c.txt",
                "--model_prefix=" + folder + "/new/m",
                "--vocab_size=16",
                "--character_coverage=1"),
            Stream.of(options));
    return run("", all.toArray(String[]::new));
  }

  @Test
  void makesTheFolderAndTakesFurtherOptions() throws IOException {
    Files.writeString(folder.resolve("req"), "zé\n");
    Files.writeString(folder.resolve("own"), "<a>\n\n<b>\n");
    assertThat(
            trainOn(
                TEXT,
                "--required_chars_file=" + folder + "/req",
                "--user_defined_symbols_file=" + folder + "/own",
                "--control_symbols=<2de>",
                "--unk_piece=[UNK]",
                "--vocabulary_output_piece_score=No"))
        .as(err.toString())
        .isZero();
    assertThat(Files.readAllLines(folder.resolve("new/m.vocab")))
        .hasSize(16)
        .startsWith("[UNK]", "<s>", "</s>", "<2de>", "<a>", "<b>")
        .endsWith("z", "é");
  }

  @Test
  void trainsOnASampleOfTheLines() throws IOException {
    String text =
        "\n▅\n" + "the cat sat\n".repeat(9) + "xyz\n"; // what none is trained on counts not
    assertThat(
            trainOn(
                text,
                "--input_sentence_size=9",
                "--shuffle_input_sentence=false",
                "--hard_vocab_limit=false"))
        .as(err.toString())
        .isZero();
    assertThat(Files.readString(folder.resolve("new/m.vocab"))).contains("cat").doesNotContain("x");
  }

  @Test
  void refusesWhatSpmTrainHasAndThisHasNot() throws IOException {
    assertThat(trainOn(TEXT, "--normalization_rule_tsv=rules.tsv")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "translate-nas: train-tokenizer: --normalization_rule_tsv of spm_train is not there:"
                + " rules of one's own cannot be compiled here; choose a --normalization_rule_name\n");
    assertThat(trainOn(TEXT, "--vocab_siz=20")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Unknown option: '--vocab_siz=20'")
        .contains("--vocab_size");
  }

  @Test
  void refusesToTrainOnNothingAndIntoNowhere() throws IOException {
    assertThat(trainOn("\n  \n" + "y".repeat(5000) + "\n")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "translate-nas: there is no text to train a tokenizer on: of 3 lines 2 are blank, 1"
                + " longer than 4192 bytes, 0 have the reserved character U+2585\n");
    Files.delete(folder.resolve("new"));
    Files.writeString(folder.resolve("new"), "a file where the folder is to be");
    assertThat(trainOn(TEXT)).isEqualTo(1);
    assertThat(err.toString()).startsWith("translate-nas: " + folder + "/new/m.model: cannot be");
  }
}
