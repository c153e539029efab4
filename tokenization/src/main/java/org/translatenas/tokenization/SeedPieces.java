package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pieces that the training of a unigram model begins with: every character, and the substrings
 * that occur before different characters, as many as are wanted, those first that cover most of the
 * text. The substrings are the inner nodes of the suffix tree, found in the order of the suffixes
 * with a stack.
 *
 * <p>Source: Kudo 2018, arXiv:1804.10959, section 3.2; Abouelhoda et al. 2004,
 * doi:10.1016/S1570-8667(03)00065-0.
 */
final class SeedPieces {
  private final UnigramText text;
  private final PieceRules rules;
  private final SuffixOrder order;

  /** The suffixes that begin with a node's substring have the ranks from left to right. */
  private final int[] lefts;

  private final int[] rights;
  private final int[] depths;

  /** How many characters of the text a node's substring covers. */
  private final long[] coverages;

  private int nodes;

  /** The number of the piece of a character, the most frequent first. */
  private final Map<Integer, Integer> characterPieces = new HashMap<>();

  private final UnigramPieces pieces;
  private final TrainingLattice lattice;

  /**
   * @param limit most substrings
   */
  SeedPieces(UnigramText text, PieceRules rules, int limit) {
    this.text = text;
    this.rules = rules;
    long[] frequencies = text.frequencyOfPlaces();
    order = new SuffixOrder(text.characters(), starts(), rules.maxLength() + 1);
    lefts = new int[order.size()];
    rights = new int[order.size()];
    depths = new int[order.size()];
    coverages = new long[order.size()];
    findNodes(frequencies);
    int[] pieceOfNode = new int[nodes];
    pieces = choose(limit, frequencies, pieceOfNode);
    lattice = lattice(pieceOfNode);
  }

  UnigramPieces pieces() {
    return pieces;
  }

  TrainingLattice lattice() {
    return lattice;
  }

  /** Where a piece may begin. */
  private int[] starts() {
    int[] starts = new int[text.size()];
    int size = 0;
    for (int place = 0; place < starts.length; place++) {
      if (isCharacter(place)) {
        starts[size++] = place;
      }
    }
    return Arrays.copyOf(starts, size);
  }

  private boolean isCharacter(int place) {
    int character = text.characters()[place];
    return !UnigramText.isMark(character) && character != TrainingText.UNKNOWN_CHARACTER;
  }

  private void findNodes(long[] frequencies) {
    long[] summed = new long[order.size() + 1];
    for (int rank = 0; rank < order.size(); rank++) {
      summed[rank + 1] = summed[rank] + frequencies[order.suffix(rank)];
    }
    // Nodes that are still open, each deeper than the one below it.
    int[] openDepths = new int[rules.maxLength() + 2];
    int[] openLefts = new int[openDepths.length];
    int open = 0;
    for (int rank = 1; rank <= order.size(); rank++) {
      int depth = rank < order.size() ? order.common(rank) : 0;
      int left = rank - 1;
      while (open > 0 && openDepths[open - 1] > depth) {
        open--;
        left = openLefts[open];
        addNode(left, rank, openDepths[open], summed[rank] - summed[left]);
      }
      if (depth > 0 && (open == 0 || openDepths[open - 1] < depth)) {
        openDepths[open] = depth;
        openLefts[open++] = left;
      }
    }
  }

  private void addNode(int left, int right, int depth, long frequency) {
    int begin = order.suffix(left);
    if (depth > 1
        && !UnigramText.isMark(text.characters()[begin + depth - 1])
        && rules.allow(text.characters(), begin, begin + depth)) {
      lefts[nodes] = left;
      rights[nodes] = right;
      depths[nodes] = depth;
      coverages[nodes++] = frequency * depth;
    }
  }

  private UnigramPieces choose(int limit, long[] frequencies, int[] pieceOfNode) {
    Map<Integer, long[]> counts = new HashMap<>();
    Map<Integer, Integer> firstPlaces = new HashMap<>();
    for (int place = 0; place < text.size(); place++) {
      if (isCharacter(place)) {
        int character = text.characters()[place];
        counts.computeIfAbsent(character, c -> new long[1])[0] += frequencies[place];
        firstPlaces.putIfAbsent(character, place);
      }
    }
    List<Integer> characters = new ArrayList<>(counts.keySet());
    characters.sort(
        Comparator.<Integer>comparingLong(character -> -counts.get(character)[0])
            .thenComparing(Comparator.naturalOrder()));
    Integer[] ranked = new Integer[nodes];
    Arrays.setAll(ranked, i -> i);
    Arrays.sort(ranked, Comparator.<Integer>comparingLong(node -> -coverages[node]));
    int chosen = Math.min(limit, nodes);
    int size = characters.size() + chosen;
    int[] places = new int[size];
    int[] lengths = new int[size];
    double[] scores = new double[size];
    for (int piece = 0; piece < characters.size(); piece++) {
      characterPieces.put(characters.get(piece), piece);
      places[piece] = firstPlaces.get(characters.get(piece));
      lengths[piece] = 1;
      scores[piece] = counts.get(characters.get(piece))[0];
    }
    Arrays.fill(pieceOfNode, -1);
    for (int i = 0; i < chosen; i++) {
      int piece = characters.size() + i;
      int node = ranked[i];
      pieceOfNode[node] = piece;
      places[piece] = order.suffix(lefts[node]);
      lengths[piece] = depths[node];
      scores[piece] = coverages[node];
    }
    return new UnigramPieces(places, lengths, logProbabilities(scores));
  }

  /**
   * The logarithms of each count's share of all. The sum is taken in 32 bits, as in SentencePiece:
   * beside so large a number it rounds what the rarest pieces add.
   */
  static double[] logProbabilities(double[] counts) {
    float sum = 0;
    for (double count : counts) {
      sum += (float) count;
    }
    double logSum = Math.log(sum);
    return Arrays.stream(counts).map(count -> Math.log(count) - logSum).toArray();
  }

  private TrainingLattice lattice(int[] pieceOfNode) {
    int[] firstEdges = new int[text.size() + 1];
    for (int place = 0; place < text.size(); place++) {
      firstEdges[place + 1] = isCharacter(place) ? 1 : 0;
    }
    for (int node = 0; node < nodes; node++) {
      for (int rank = lefts[node]; pieceOfNode[node] >= 0 && rank < rights[node]; rank++) {
        firstEdges[order.suffix(rank) + 1]++;
      }
    }
    for (int place = 0; place < text.size(); place++) {
      firstEdges[place + 1] = Math.addExact(firstEdges[place + 1], firstEdges[place]);
    }
    int[] edgePieces = new int[firstEdges[text.size()]];
    short[] edgeLengths = new short[edgePieces.length];
    // From behind: of the nodes that a suffix belongs to, the deepest was found first.
    int[] free = Arrays.copyOfRange(firstEdges, 1, firstEdges.length);
    for (int node = 0; node < nodes; node++) {
      for (int rank = lefts[node]; pieceOfNode[node] >= 0 && rank < rights[node]; rank++) {
        int edge = --free[order.suffix(rank)];
        edgePieces[edge] = pieceOfNode[node];
        edgeLengths[edge] = (short) depths[node];
      }
    }
    for (int place = 0; place < text.size(); place++) {
      if (isCharacter(place)) {
        edgePieces[firstEdges[place]] = characterPieces.get(text.characters()[place]);
        edgeLengths[firstEdges[place]] = 1;
      }
    }
    return new TrainingLattice(text, firstEdges, edgePieces, edgeLengths);
  }
}
