package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a unigram language model: from many seed pieces, steps of expectation and maximisation,
 * then the pieces whose loss would hurt least go, and again, until little more than the wanted
 * number is left.
 *
 * <p>Source: Kudo 2018, arXiv:1804.10959, section 3.2; thresholds, and the digamma of a sparse
 * prior (Liang and Klein 2007) in place of the plain maximum, as in SentencePiece.
 */
final class UnigramTrainer {
  private static final double LEAST_EXPECTED = 0.5;
  private static final double SURPLUS = 1.1;
  private static final double STEP_OF_MISSING = 1e-4;

  private final TrainerOptions options;
  private final Workers workers;
  private final TrainingLattice lattice;
  private UnigramPieces pieces;

  private UnigramTrainer(UnigramText text, TrainerOptions options, Workers workers) {
    this.options = options;
    this.workers = workers;
    SeedPieces seeds = new SeedPieces(text, new PieceRules(options), options.seedPieces());
    lattice = seeds.lattice();
    pieces = seeds.pieces();
  }

  /**
   * At most {@code wanted} pieces, the most probable first, the characters of the alphabet among
   * them.
   */
  static List<Piece> pieces(
      TrainingText text,
      Alphabet alphabet,
      TrainerOptions options,
      int wanted,
      int threads,
      TrainerProgress progress) {
    if (alphabet.size() == 0) {
      return List.of();
    }
    try (Workers workers = new Workers(threads)) {
      UnigramTrainer trainer = new UnigramTrainer(UnigramText.of(text), options, workers);
      trainer.shrink(progress);
      return trainer.result(alphabet, wanted);
    }
  }

  private void shrink(TrainerProgress progress) {
    int target = (int) (options.vocabularySize() * SURPLUS);
    int seeds = Math.max(pieces.size(), target + 1);
    while (true) {
      for (int i = 0; i < options.subIterations(); i++) {
        maximise(ExpectedCounts.of(lattice, pieces, workers));
      }
      double way = Math.log((double) seeds / Math.max(pieces.size(), target));
      progress.update(
          (int) Math.round(100 * way / Math.log((double) seeds / target)),
          100,
          pieces.size() + " pieces left");
      if (pieces.size() <= target) {
        return;
      }
      prune(Math.max(target, (int) (options.shrinkingFactor() * pieces.size())));
    }
  }

  private void maximise(double[] expected) {
    int[] kept = new int[expected.length];
    int size = 0;
    double sum = 0;
    for (int piece = 0; piece < expected.length; piece++) {
      if (expected[piece] >= LEAST_EXPECTED) {
        kept[size++] = piece;
        sum += expected[piece];
      }
    }
    double logSum = digamma(sum);
    double[] scores = new double[size];
    Arrays.setAll(scores, i -> digamma(expected[kept[i]]) - logSum);
    keep(Arrays.copyOf(kept, size), scores);
  }

  private void prune(int size) {
    double[] losses = PieceLosses.of(lattice, pieces, workers);
    List<Integer> used = new ArrayList<>();
    for (int piece = 0; piece < losses.length; piece++) {
      if (!Double.isNaN(losses[piece])) {
        used.add(piece);
      }
    }
    used.sort(Comparator.comparingDouble(piece -> -losses[piece]));
    int[] kept = used.stream().limit(size).mapToInt(Integer::intValue).toArray();
    double[] scores = new double[kept.length];
    Arrays.setAll(scores, i -> pieces.score(kept[i]));
    keep(kept, scores);
  }

  private void keep(int[] kept, double[] scores) {
    lattice.keep(kept, pieces.size());
    pieces = pieces.choose(kept, scores);
  }

  /** The derivative of the logarithm of the gamma function, for x above 0. */
  static double digamma(double x) {
    double shifted = x;
    double result = 0;
    for (; shifted < 7; shifted++) {
      result -= 1 / shifted;
    }
    shifted -= 0.5;
    double square = 1 / (shifted * shifted);
    double fourth = square * square;
    return result
        + Math.log(shifted)
        + square / 24
        - 7.0 / 960 * fourth
        + 31.0 / 8064 * fourth * square
        - 127.0 / 30720 * fourth * fourth;
  }

  private List<Piece> result(Alphabet alphabet, int wanted) {
    Map<String, Double> found = new HashMap<>();
    for (int piece = 0; piece < pieces.size(); piece++) {
      found.put(
          lattice.text().substring(pieces.place(piece), pieces.length(piece)), pieces.score(piece));
    }
    double lowest = pieces.lowestScore();
    int missing = 0;
    List<Piece> chosen = new ArrayList<>();
    for (String character : alphabet.characters()) {
      Double score = found.remove(character);
      // The more frequent of the missing ones come last, as in SentencePiece.
      chosen.add(piece(character, score == null ? lowest + STEP_OF_MISSING * missing++ : score));
    }
    Comparator<Piece> order =
        Comparator.comparing(Piece::score, Comparator.reverseOrder())
            .thenComparing(piece -> piece.text().codePoints().toArray(), Arrays::compare);
    found.entrySet().stream()
        .map(entry -> piece(entry.getKey(), entry.getValue()))
        .sorted(order)
        .limit(wanted - chosen.size())
        .forEach(chosen::add);
    chosen.sort(order);
    return chosen;
  }

  private static Piece piece(String text, double score) {
    return new Piece(text, (float) score, Piece.Type.NORMAL);
  }
}
