package org.translatenas.tokenization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;

class UnigramTrainerTest {
  private static final List<String> TEXTS =
      TokenizerTest.expected()
          .map(Arguments::get)
          .map(arguments -> (String) arguments[1])
          .distinct()
          .toList();

  private static TrainerOptions.Builder builder(int vocabularySize) {
    return TrainerOptions.builder(ModelType.UNIGRAM, vocabularySize).normalization("identity");
  }

  private static SentencePieceModel train(List<String> lines, int vocabularySize) {
    return SentencePieceTrainer.train(lines, builder(vocabularySize).build());
  }

  private static UnigramText text(List<String> lines) {
    return UnigramText.of(trainingText(lines));
  }

  private static TrainingText trainingText(List<String> lines) {
    TrainerOptions options = builder(100).build();
    ProtoMessage normalizer =
        ProtoMessage.EMPTY
            .with(NormalizerSpec.ADD_DUMMY_PREFIX, true)
            .with(NormalizerSpec.REMOVE_EXTRA_WHITESPACES, true)
            .with(NormalizerSpec.ESCAPE_WHITESPACES, true);
    return TrainingText.read(
        lines, options, SymbolTable.of(options), normalizer, TrainerProgress.NONE);
  }

  private static SeedPieces seeds(UnigramText text, int limit) {
    return new SeedPieces(text, new PieceRules(builder(100).build()), limit);
  }

  private static Map<String, Double> probabilities(UnigramText text, UnigramPieces pieces) {
    Map<String, Double> result = new HashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      result.put(text.substring(pieces.place(i), pieces.length(i)), Math.exp(pieces.score(i)));
    }
    return result;
  }

  @Test
  void beginsWithCharactersAndWhatStandsBeforeDifferentOnes() {
    // ab stands before c, a space and the end; abc only before the end, as bc and c.
    UnigramText text = text(List.of("ab abc", "xab"));
    Map<String, Double> seeds = probabilities(text, seeds(text, 1000).pieces());

    assertThat(seeds.keySet()).containsExactlyInAnyOrder("a", "b", "▁", "c", "x", "ab", "▁ab");
    // Covered: a 3, b 3, space 3, c 1, x 1, ab 3 x 2, ▁ab 2 x 3.
    assertThat(seeds.get("a")).isEqualTo(3 / 23.0, within(1e-12));
    assertThat(seeds.get("ab")).isEqualTo(6 / 23.0, within(1e-12));
    assertThat(seeds.get("▁ab")).isEqualTo(6 / 23.0, within(1e-12));
    assertThat(seeds(text, 0).pieces().size()).isEqualTo(5);
  }

  @Test
  void ordersSuffixesAsASortOfTheirTextsDoes() {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add(
          random
              .ints(1 + random.nextInt(30), 0, 3)
              .mapToObj(c -> c == 2 ? " a" : Character.toString('a' + c))
              .collect(Collectors.joining()));
    }
    UnigramText text = text(lines);
    Map<String, Long> expected = new HashMap<>();
    Map<String, Set<String>> followers = new HashMap<>();
    for (int word = 0; word < text.words(); word++) {
      for (int begin = text.begin(word); begin < text.end(word); begin++) {
        for (int end = begin + 2; end <= Math.min(begin + 16, text.end(word)); end++) {
          String substring = text.substring(begin, end - begin);
          expected.merge(substring, text.frequency(word), Long::sum);
          followers
              .computeIfAbsent(substring, s -> new HashSet<>())
              .add("" + text.characters()[end]);
        }
      }
    }
    expected.keySet().removeIf(substring -> followers.get(substring).size() < 2);
    UnigramPieces pieces = seeds(text, 1_000_000).pieces();
    Map<String, Double> found = probabilities(text, pieces);
    double unit = found.get("b") / count(text, 'b');

    assertThat(found.keySet().stream().filter(piece -> piece.length() > 1))
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach(
        (substring, frequency) ->
            assertThat(found.get(substring) / unit)
                .as(substring)
                .isEqualTo(frequency * substring.length(), within(1e-6)));
  }

  private static long count(UnigramText text, int character) {
    long[] frequencies = text.frequencyOfPlaces();
    long count = 0;
    for (int place = 0; place < text.size(); place++) {
      count += text.characters()[place] == character ? frequencies[place] : 0;
    }
    return count;
  }

  @Test
  void expectsWhatAnEnumerationOfAllCutsExpects() {
    UnigramText text = text(List.of("abab ab", "aab bab ab"));
    SeedPieces seeds = seeds(text, 1000);
    UnigramPieces pieces = seeds.pieces();
    Map<String, Double> probabilities = probabilities(text, pieces);
    Map<String, Double> expected = new HashMap<>();
    for (int word = 0; word < text.words(); word++) {
      String whole = text.substring(text.begin(word), text.end(word) - text.begin(word));
      List<List<String>> cuts = cuts(whole, probabilities.keySet());
      double sum = cuts.stream().mapToDouble(cut -> product(cut, probabilities)).sum();
      for (List<String> cut : cuts) {
        double share = text.frequency(word) * product(cut, probabilities) / sum;
        cut.forEach(piece -> expected.merge(piece, share, Double::sum));
      }
    }
    double[] found;
    try (Workers workers = new Workers(2)) {
      found = ExpectedCounts.of(seeds.lattice(), pieces, workers);
    }

    for (int i = 0; i < pieces.size(); i++) {
      String piece = text.substring(pieces.place(i), pieces.length(i));
      assertThat(found[i]).as(piece).isEqualTo(expected.get(piece), within(1e-12));
    }
  }

  private static double product(List<String> cut, Map<String, Double> probabilities) {
    return cut.stream().mapToDouble(probabilities::get).reduce(1, (a, b) -> a * b);
  }

  private static List<List<String>> cuts(String text, Set<String> pieces) {
    if (text.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> result = new ArrayList<>();
    for (int end = 1; end <= text.length(); end++) {
      if (pieces.contains(text.substring(0, end))) {
        for (List<String> rest : cuts(text.substring(end), pieces)) {
          List<String> cut = new ArrayList<>(rest);
          cut.add(0, text.substring(0, end));
          result.add(cut);
        }
      }
    }
    return result;
  }

  @Test
  void expectsAllOfATextTooImprobableForADouble() {
    // 2,000 characters of 1/40 each: 1e-3204, which a double cannot hold.
    Random random = new Random(5);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      line.append((char) ('A' + random.nextInt(40)));
    }
    UnigramText text = text(List.of(line.toString()));
    SeedPieces seeds = seeds(text, 0);
    double[] found;
    try (Workers workers = new Workers(1)) {
      found = ExpectedCounts.of(seeds.lattice(), seeds.pieces(), workers);
    }

    for (int i = 0; i < found.length; i++) {
      int character = text.characters()[seeds.pieces().place(i)];
      assertThat(found[i]).isEqualTo(count(text, character), within(1e-6));
    }
  }

  @Test
  void knowsTheDigammaOfTheTables() {
    // Abramowitz and Stegun 1964, table 6.1, and minus Euler's constant.
    assertThat(UnigramTrainer.digamma(1)).isEqualTo(-0.5772156649, within(1e-9));
    assertThat(UnigramTrainer.digamma(1.5)).isEqualTo(0.03648997398, within(1e-9));
    assertThat(UnigramTrainer.digamma(2)).isEqualTo(0.4227843351, within(1e-9));
    assertThat(UnigramTrainer.digamma(1000)).isEqualTo(Math.log(1000) - 0.5e-3, within(1e-6));
  }

  @Test
  void makesAModelOfTheWantedSizeThatCoversItsText() {
    SentencePieceModel model = train(TEXTS, 200);
    Tokenizer tokenizer = Tokenizer.of(model);

    assertThat(model.pieces()).hasSize(200).doesNotHaveDuplicates();
    assertThat(model.trainerSpec().modelType()).isEqualTo(ModelType.UNIGRAM);
    assertThat(model.pieces().subList(4, 200))
        .isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
    for (String text : TEXTS) {
      if (!text.contains("\t") && !text.contains("</s>")) {
        int[] ids = tokenizer.encode(text);
        assertThat(ids).doesNotContain(0);
        assertThat(tokenizer.decode(ids))
            .isEqualTo(tokenizer.normalize(text).replace('▁', ' ').stripLeading());
      }
    }
  }

  /** The digests are those of the pieces that {@code spm_train} 0.1.97 finds in this text. */
  @ParameterizedTest
  @CsvSource({
    "120, 5938c62fea08f767b435780f534db6e26bb7498793919eb06464ef0440964814",
    "200, 0ec63d1ba58c46c4d9d06876882ee16ee9d6ecbd1a22ded3a64a03ace8ff01bc",
    "300, ef9e6d5379506db7a6987fd44b7d36cd9a43a31c4290f1b27f67772c402a037e"
  })
  void prunesAsTheReferenceDoes(int size, String digest) throws NoSuchAlgorithmException {
    SentencePieceModel model = train(inventedLines(), size);
    String pieces =
        model.pieces().stream()
            .map(Piece::text)
            .sorted(Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned))
            .collect(Collectors.joining("\n"));
    byte[] found = MessageDigest.getInstance("SHA-256").digest(pieces.getBytes(UTF_8));
    assertThat(HexFormat.of().formatHex(found)).isEqualTo(digest);
  }

  /** Stems of unequal frequency with and without endings. */
  private static List<String> inventedLines() {
    Random random = new Random(11);
    List<String> stems = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      StringBuilder stem = new StringBuilder();
      for (int k = 2 + random.nextInt(5); k > 0; k--) {
        stem.append((char) ('a' + random.nextInt(1 + random.nextInt(20))));
      }
      stems.add(stem.toString());
    }
    List<String> ends = List.of("", "", "en", "ung", "s", "ing");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      StringBuilder line = new StringBuilder();
      for (int j = 0; j < 9; j++) {
        line.append(stems.get(random.nextInt(1 + random.nextInt(stems.size()))))
            .append(ends.get(random.nextInt(ends.size())))
            .append(' ');
      }
      lines.add(line.toString());
    }
    return lines;
  }

  @Test
  void dependsNeitherOnTheOrderOfLinesNorOnThreads() {
    List<String> shuffled = new ArrayList<>(TEXTS);
    Collections.shuffle(shuffled, new Random(5));
    TrainerOptions options = builder(190).build();

    assertThat(SentencePieceTrainer.train(shuffled, options, 1, TrainerProgress.NONE))
        .isEqualTo(SentencePieceTrainer.train(TEXTS, options, 7, TrainerProgress.NONE));
  }

  @Test
  void placesSymbolsAndBytes() {
    SentencePieceModel model =
        SentencePieceTrainer.train(
            Collections.nCopies(20, "low <url> lower lowest"),
            builder(271).symbols(List.of("<2de>"), List.of("<url>")).byteFallback(true).build());

    assertThat(model.pieces().stream().map(Piece::text))
        .hasSize(271)
        .startsWith("<unk>", "<s>", "</s>", "<pad>", "<2de>", "<url>", "<0x00>")
        .contains("l", "o", "w", "e", "r", "s", "t", "▁")
        .noneMatch(text -> text.contains("<url>") && text.length() > 5);
    Tokenizer tokenizer = Tokenizer.of(model);
    assertThat(tokenizer.decode(tokenizer.encode("low <url> é"))).isEqualTo("low <url> é");
  }

  @Test
  void namesTheBoundOfAVocabularyThatDoesNotFit() {
    List<String> lines = List.of("low lower lowest");

    assertThatThrownBy(() -> train(lines, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "vocabularySize 1000 is too large for this text; set it to \\d\\d or less");
    assertThatThrownBy(() -> train(lines, 8)).hasMessageContaining("set it to 12 or more");
    assertThatThrownBy(() -> train(List.of(), 8)).hasMessageContaining("set it to 4 or less");
  }

  @Test
  void tellsOfItsProgress() {
    List<Integer> seen = new ArrayList<>();
    SentencePieceModel model =
        SentencePieceTrainer.train(
            TEXTS, builder(195).build(), 2, (done, total, what) -> seen.add(done));

    assertThat(model.pieces()).hasSize(195);
    assertThat(seen).isSorted().endsWith(100);
  }

  @Test
  void requiredCharactersOfRareKindGetALowScore() {
    String line = "low lower lowest 123 12";
    List<Piece> pieces =
        SentencePieceTrainer.train(
                List.of(line, line, line, "slow é"),
                builder(21).characterCoverage(0.98).requiredCharacters("zé").build())
            .pieces();

    // As spm_train has them.
    assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining(" ")))
        .isEqualTo("<unk> <s> </s> <pad> ▁12 ▁lowe s 3 r t ▁low ▁ low z e 2 1 w o l é");
    assertThat(pieces.get(17).score()).isEqualTo(-4.0288f, within(1e-4f));
  }

  @Test
  void beginsWithScoresWhoseSumHas32Bits() {
    double large = 1 << 25;
    double[] scores = SeedPieces.logProbabilities(new double[] {large, 1, 1, 1});

    // To so large a number 32 bits cannot add one.
    assertThat(scores[0]).isEqualTo(0);
    assertThat(scores[3]).isEqualTo(-Math.log(large));
    assertThat(SeedPieces.logProbabilities(new double[] {3, 1})[1]).isEqualTo(-Math.log(4));
  }

  /** Of the words "▁▅", twice, and "▁a", the space can only be a piece of its own. */
  @Test
  void unknownCharactersCountForTheMostFrequentOne() {
    TrainingText whole = trainingText(List.of("\u00e9 \u00e9 a"));
    Alphabet alphabet = Alphabet.of(trainingText(List.of("a")), 1, "");
    UnigramText text = UnigramText.of(whole.restrictedTo(alphabet));
    SeedPieces seeds = seeds(text, 1000);
    try (Workers workers = new Workers(1)) {
      double[] found = ExpectedCounts.of(seeds.lattice(), seeds.pieces(), workers);

      assertThat(text.substring(seeds.pieces().place(0), 1)).isEqualTo("▁");
      // Three spaces, two unknown ones.
      assertThat(found[0]).isEqualTo(5, within(1e-12));
      assertThat(found[1]).isEqualTo(1, within(1e-12));
    }
  }
}
