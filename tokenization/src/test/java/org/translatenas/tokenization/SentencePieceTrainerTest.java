package org.translatenas.tokenization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencePieceTrainerTest {
  private static final List<String> TEXTS =
      TokenizerTest.expected().map(arguments -> (String) arguments.get()[1]).distinct().toList();

  private static TrainerOptions identity(int vocabularySize) {
    return builder(vocabularySize).build();
  }

  private static TrainerOptions.Builder builder(int vocabularySize) {
    return TrainerOptions.builder(ModelType.BPE, vocabularySize).normalization("identity");
  }

  @Test
  void hasTheDefaultsOfTheReferenceButForCoverageAndPadding() {
    assertThat(TrainerOptions.builder(ModelType.BPE, 8000).build())
        .isEqualTo(
            new TrainerOptions(
                ModelType.BPE,
                8000,
                1.0,
                0,
                1,
                2,
                3,
                List.of(),
                List.of(),
                false,
                4192,
                16,
                true,
                true,
                true,
                false,
                "nmt_nfkc",
                true,
                true,
                "",
                TrainerOptions.SymbolTexts.DEFAULT,
                " \u2047 ",
                true,
                1_000_000,
                0.75,
                2));
  }

  @Test
  void normalisesBeforeItCounts() {
    List<String> composed = List.of("\u00c5ngstr\u00f6m 123 fine");
    List<String> odd = List.of("A\u030angstro\u0308m\u3000\uff11\uff12\uff13 \ufb01ne");

    SentencePieceModel model =
        SentencePieceTrainer.train(odd, TrainerOptions.builder(ModelType.BPE, 25).build());

    assertThat(model.pieces())
        .isEqualTo(SentencePieceTrainer.train(composed, identity(25)).pieces());
    assertThat(model.normalizerSpec().name()).isEqualTo("nmt_nfkc");
    Tokenizer tokenizer = Tokenizer.of(model);
    assertThat(tokenizer.encode(odd.get(0))).isEqualTo(tokenizer.encode(composed.get(0)));
  }

  @Test
  void findsTheVocabularyOfTheReference(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.vocab");
    SentencePieceTrainer.train(TEXTS, identity(330)).writeVocabulary(file);

    assertThat(Files.readString(file))
        .isEqualTo(new String(Fixture.bytes("trained.vocab"), StandardCharsets.UTF_8));
  }

  @Test
  void countsOverlapsAndKeepsScriptsApartAsTheReferenceDoes() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      lines.add("aaaa xaaa aaa");
      lines.add("baaab aaaaa");
    }
    lines.add("a1b2 日本語カタカナー ひらがな F1 ʰh αβγ abγ");

    SentencePieceModel model = SentencePieceTrainer.train(lines, identity(48));

    assertThat(String.join(" ", model.pieces().stream().map(Piece::text).toList()))
        .isEqualTo(
            "<unk> <s> </s> <pad> aa aaa ▁aa ▁b ▁x aaab ▁aaa ▁aaaa ▁xaaa ▁aaaaa ▁baaab ▁a ʰh αβ ▁F"
                + " ▁ひ ▁日 がな カタ カナ 本語 a ▁ b x 1 γ カ 2 F h ʰ α β が な ひ ら タ ナ ー 日 本 語");
  }

  /**
   * Most pairs of this text are equally rare, and only some of them are watched at a time. The
   * digests are those of the vocabularies that {@code spm_train} makes of it.
   */
  @ParameterizedTest
  @CsvSource({
    "1200, 80cd64798c88fd3111bb444a3b71f0f5ec4348e17e8aa1231721f591e3289d3d",
    "3000, 20dc54b06deb41c50a591a490d67040c22d182a95ff2bcdbc23f27ceb64c19f5"
  })
  void choosesAmongRarePairsAsTheReferenceDoes(int size, String digest, @TempDir Path folder)
      throws IOException, NoSuchAlgorithmException {
    Path file = folder.resolve("own.vocab");
    SentencePieceTrainer.train(inventedLines(), identity(size)).writeVocabulary(file);

    byte[] found = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertThat(HexFormat.of().formatHex(found)).isEqualTo(digest);
  }

  private static List<String> inventedLines() {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder line = new StringBuilder();
      for (int j = 0; j < 12; j++) {
        int length = 2 + random.nextInt(9);
        for (int k = 0; k < length; k++) {
          line.append((char) ('a' + random.nextInt(1 + random.nextInt(26))));
        }
        line.append(' ');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  @Test
  void dependsOnTheLinesOnlyNotOnTheirOrder() {
    List<String> shuffled = new ArrayList<>(TEXTS);
    Collections.shuffle(shuffled, new Random(5));

    assertThat(SentencePieceTrainer.train(shuffled, identity(300)))
        .isEqualTo(SentencePieceTrainer.train(TEXTS, identity(300)));
  }

  @Test
  void makesAModelThatReadsBackAndCoversItsText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.model");
    SentencePieceModel model = SentencePieceTrainer.train(TEXTS, identity(330));
    model.write(file);
    Tokenizer tokenizer = Tokenizer.load(file);

    assertThat(tokenizer.model()).isEqualTo(model);
    assertThat(tokenizer.padId()).isEqualTo(3);
    for (String text : TEXTS) {
      if (text.contains("\t") || text.contains("</s>")) {
        // Neither a tab nor the characters of a symbol get into the alphabet.
        continue;
      }
      int[] ids = tokenizer.encode(text);
      assertThat(ids).doesNotContain(0);
      assertThat(tokenizer.decode(ids))
          .isEqualTo(tokenizer.normalize(text).replace('▁', ' ').stripLeading());
    }
  }

  @Test
  void tellsOfItsProgress() {
    List<Integer> seen = new ArrayList<>();
    SentencePieceTrainer.train(
        List.of("low lower lowest"), identity(16), 1, (done, total, what) -> seen.add(done));

    assertThat(seen).containsExactly(1, 2, 3, 4);
  }

  @Test
  void namesTheBoundOfAVocabularyThatDoesNotFit() {
    List<String> lines = List.of("low lower lowest");

    assertThatThrownBy(() -> SentencePieceTrainer.train(lines, identity(1000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vocabularySize 1000 is too large for this text; set it to 27 or less");
    assertThatThrownBy(() -> SentencePieceTrainer.train(lines, identity(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 8 characters, and there are 4 symbols; set it to 12 or more");
    assertThatThrownBy(() -> SentencePieceTrainer.train(List.of(), identity(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set it to 4 or less");
  }

  @Test
  void leavesOutLongLinesAndTheReservedCharacter() {
    TrainerOptions options = identity(16);
    List<String> lines = List.of("low lower lowest", "z▅z", "y".repeat(4193));

    assertThat(SentencePieceTrainer.train(lines, options))
        .isEqualTo(SentencePieceTrainer.train(lines.subList(0, 1), options));
  }

  @Test
  void placesSymbolsAtTheirIds() {
    TrainerOptions options =
        builder(278)
            .ids(2, -1, 0, 5)
            .symbols(List.of("<2de>"), List.of("<url>"))
            .byteFallback(true)
            .build();

    List<String> pieces =
        SentencePieceTrainer.train(List.of("low <url> lower"), options).pieces().stream()
            .map(Piece::text)
            .toList();

    // As spm_train gives them.
    assertThat(pieces.subList(0, 7))
        .containsExactly("</s>", "<2de>", "<unk>", "<url>", "<0x00>", "<pad>", "<0x01>");
    assertThat(String.join(" ", pieces.subList(260, 278)))
        .isEqualTo("<0xFF> lo low ▁low er ▁lower ow we ▁l ▁lo lowe ▁lowe ▁ l o w e r");
  }

  @Test
  void refusesSymbolsThatClash() {
    TrainerOptions twice = builder(50).symbols(List.of("x"), List.of("x")).build();

    assertThatThrownBy(() -> SentencePieceTrainer.train(List.of("a"), twice))
        .hasMessage("the symbol x is defined twice");
    assertThatThrownBy(() -> builder(50).characterCoverage(0.5).build())
        .hasMessage("characterCoverage must be between 0.98 and 1");
    assertThatThrownBy(
            () ->
                SentencePieceTrainer.train(List.of("a"), builder(50).normalization("nfd").build()))
        .hasMessageStartingWith("unknown normalization nfd");
  }

  /** A line four times but for the last; what spm_train makes of it stands beside each case. */
  private static String piecesOf(TrainerOptions.Builder builder) {
    String line = "low lower lowest 123 12";
    SentencePieceModel model =
        SentencePieceTrainer.train(List.of(line, line, line, "slow é"), builder.build());
    return model.pieces().stream().map(Piece::text).collect(Collectors.joining(" "));
  }

  @Test
  void requiredCharactersGetAPieceHoweverRare() {
    assertThat(piecesOf(builder(28).characterCoverage(0.98).requiredCharacters("é")))
        .isEqualTo(
            "<unk> <s> </s> <pad> lo low ▁low 12 ▁12 ▁lowe st ▁123 ▁lower ▁lowest ▁s ▁é ▁ l o w 1 2"
                + " e s 3 r t é");
    assertThat(piecesOf(builder(28).characterCoverage(0.98))).doesNotContain("é");
    // One that the text lacks comes last; spm_train gives up.
    assertThat(piecesOf(builder(28).characterCoverage(0.98).requiredCharacters("z")))
        .endsWith(" s 3 r t z");
  }

  @Test
  void digitsStandAlone() {
    assertThat(piecesOf(builder(28).splitDigits(true)))
        .isEqualTo(
            "<unk> <s> </s> <pad> lo low ▁low ▁lowe st ▁lower ▁lowest ▁s ▁é ▁slow er es ▁ l o w 1 2"
                + " e s 3 r t é");
  }

  @Test
  void symbolsHaveTheTextsThatTheyAreGiven() throws ModelFormatException {
    TrainerOptions.Builder builder =
        builder(28).symbolTexts("[UNK]", "[B]", "[E]", "[PAD]").unkSurface("?");
    assertThat(piecesOf(builder))
        .isEqualTo(
            "[UNK] [B] [E] [PAD] lo low ▁low 12 ▁12 ▁lowe st ▁123 ▁lower ▁lowest ▁s ▁é ▁ l o w 1 2"
                + " e s 3 r t é");
    byte[] bytes =
        SentencePieceTrainer.train(List.of("low lower lowest 123 12 é slow"), builder.build())
            .toByteArray();
    Tokenizer read = Tokenizer.of(SentencePieceModel.parse(bytes, "own"));
    assertThat(read.decode(read.encode("qq low"))).isEqualTo("? low");
    assertThat(List.of(read.unkId(), read.bosId(), read.eosId(), read.padId()))
        .containsExactly(0, 1, 2, 3);
    assertThatThrownBy(() -> piecesOf(builder(28).symbolTexts("x", "x", "e", "p")))
        .hasMessage("the symbol x is defined twice");
  }

  @Test
  void aSoftLimitGivesWhatTheTextGives() {
    assertThat(piecesOf(builder(500).hardVocabularyLimit(false)))
        .startsWith("<unk> <s> </s> <pad> lo low ▁low 12 ▁12 ▁lowe st ▁123")
        .endsWith("slow ▁lowes ▁ l o w 1 2 e s 3 r t é")
        .hasLineCount(1);
    assertThat(piecesOf(builder(500).hardVocabularyLimit(false)).split(" ")).hasSize(43);
  }

  @Test
  void spacesStayAsTheyAre() {
    assertThat(piecesOf(builder(28).spaces(false, false)))
        .isEqualTo(
            "<unk> <s> </s> <pad> lo low 12 ▁12 lowe ▁lowe st ▁123 ▁lower ▁lowest ▁é slow ▁ l o w 1"
                + " 2 e s 3 r t é");
  }

  @Test
  void saysWhatBecameOfTheLines() {
    List<TrainerProgress.LineCounts> seen = new ArrayList<>();
    TrainerProgress progress =
        new TrainerProgress() {
          @Override
          public void update(int done, int total, String what) {}

          @Override
          public void read(LineCounts lines) {
            seen.add(lines);
          }
        };
    List<String> lines = List.of("low lower lowest", " ", "", "z▅z", "y".repeat(4193));
    SentencePieceTrainer.train(lines, identity(16), 1, progress);

    assertThat(seen).containsExactly(new TrainerProgress.LineCounts(5, 2, 1, 1));
    assertThat(seen.get(0).used()).isEqualTo(1);
  }
}
