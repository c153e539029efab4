package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the merges of byte-pair encoding, the most frequent pair first. As in SentencePiece, the
 * best is sought among the active pairs only: those made since, and of the others the most frequent
 * five per cent (at least {@value #MIN_ACTIVE}), chosen anew every {@value #UPDATE_INTERVAL}
 * merges.
 */
final class MergeFinder {
  private static final int UPDATE_INTERVAL = 100;
  private static final int MIN_ACTIVE = 1000;
  private static final float ACTIVE_SHARE = 0.05f;
  private static final int NONE = -1;

  private final PieceRules rules;
  private final MergeTable table = new MergeTable();
  private final Set<Long> forbiddenPairs = new HashSet<>();
  private List<MergeSymbol> active = new ArrayList<>();
  private int symbolCount;

  /** All words one after the other: a symbol stands where its first character does, else null. */
  private final MergeSymbol[] symbols;

  /** The places of the neighbours in the same word. */
  private final int[] previous;

  private final int[] next;

  /** The frequency of the word that a place belongs to, by word. */
  private final int[] wordOf;

  private final long[] frequencies;

  MergeFinder(TrainingText text, PieceRules rules) {
    this.rules = rules;
    long characters = text.words().stream().mapToLong(word -> word.characters().length).sum();
    int size = Math.toIntExact(characters);
    symbols = new MergeSymbol[size];
    previous = new int[size];
    next = new int[size];
    wordOf = new int[size];
    frequencies = text.words().stream().mapToLong(TrainingText.Word::frequency).toArray();
    int place = 0;
    for (int word = 0; word < frequencies.length; word++) {
      int[] codePoints = text.words().get(word).characters();
      for (int i = 0; i < codePoints.length; i++, place++) {
        symbols[place] = character(codePoints[i]);
        previous[place] = i == 0 ? NONE : place - 1;
        next[place] = i == codePoints.length - 1 ? NONE : place + 1;
        wordOf[place] = word;
      }
    }
    for (int i = 0; i < size; i++) {
      addPair(i, next[i]);
    }
  }

  /**
   * At most {@code wanted} pieces: the merged ones, then the characters of the alphabet. Minus the
   * place is the score.
   */
  static List<Piece> pieces(
      TrainingText text,
      Alphabet alphabet,
      TrainerOptions options,
      int wanted,
      TrainerProgress progress) {
    List<String> texts =
        new MergeFinder(text, new PieceRules(options)).find(wanted - alphabet.size(), progress);
    texts.addAll(alphabet.characters());
    List<Piece> pieces = new ArrayList<>(texts.size());
    for (String piece : texts) {
      pieces.add(new Piece(piece, -(float) pieces.size(), Piece.Type.NORMAL));
    }
    return pieces;
  }

  private MergeSymbol character(int codePoint) {
    MergeSymbol known = table.get(codePoint);
    if (known == null) {
      known = new MergeSymbol(symbolCount++, codePoint, null, null, new int[] {codePoint});
      table.add(known);
    }
    return known;
  }

  /** Up to {@code count} merged texts in the order of their merging; fewer if there are no more. */
  List<String> find(int count, TrainerProgress progress) {
    List<String> found = new ArrayList<>();
    Set<String> distinct = new HashSet<>();
    while (found.size() < count) {
      if (found.size() % UPDATE_INTERVAL == 0) {
        updateActive();
      }
      MergeSymbol best = best();
      if (best == null) {
        break;
      }
      // One text may be made in two ways, such as aa+a and a+aa; the second is no new piece.
      if (distinct.add(best.toString())) {
        found.add(best.toString());
        progress.update(found.size(), count, "pieces");
        merge(best);
      }
      best.done = true;
      table.remove(best.fingerprint);
    }
    return found;
  }

  /**
   * The first of the active pairs. A frequency that is out of date is an upper bound, so a pair is
   * counted only if that bound could make it the best.
   */
  private MergeSymbol best() {
    MergeSymbol best = null;
    for (MergeSymbol pair : active) {
      if (pair.left == pair.right) {
        // How its overlapping places are counted depends on the time.
        count(pair);
      }
      if (!pair.stale && !pair.done && (best == null || pair.isBefore(best))) {
        best = pair;
      }
    }
    for (MergeSymbol pair : active) {
      if (pair.stale && !pair.done && (best == null || pair.frequency >= best.frequency)) {
        count(pair);
        if (best == null || pair.isBefore(best)) {
          best = pair;
        }
      }
    }
    return best;
  }

  private void updateActive() {
    List<MergeSymbol> pairs = new ArrayList<>(table.size());
    table.forEach(
        symbol -> {
          if (symbol.isPair()) {
            count(symbol);
            pairs.add(symbol);
          }
        });
    int share = (int) (table.size() * ACTIVE_SHARE);
    int size = Math.min(Math.max(MIN_ACTIVE, share), pairs.size());
    MostFrequent.choose(pairs, size);
    active.forEach(pair -> pair.active = false);
    active = new ArrayList<>(pairs.subList(0, size));
    active.forEach(pair -> pair.active = true);
  }

  /**
   * Counts the pair if its frequency is out of date, and forgets the places where it no longer is.
   */
  private void count(MergeSymbol pair) {
    if (!pair.stale) {
      return;
    }
    pair.stale = false;
    pair.frequency = 0;
    int[] positions = pair.positions();
    int kept = 0;
    int lastRight = NONE;
    for (int i = 0; i < pair.positionCount(); i++) {
      int place = positions[i];
      // Of overlapping pairs, as in AAA, only the first counts; of AAAA the first and the third.
      if (place == lastRight || !isAt(pair, place)) {
        lastRight = NONE;
      } else {
        pair.frequency += frequencies[wordOf[place]];
        lastRight = next[place];
        positions[kept++] = place;
      }
    }
    pair.keepPositions(kept);
  }

  private boolean isAt(MergeSymbol pair, int place) {
    return symbols[place] == pair.left && next[place] != NONE && symbols[next[place]] == pair.right;
  }

  private void merge(MergeSymbol best) {
    int[] positions = best.positions();
    for (int i = 0; i < best.positionCount(); i++) {
      int left = positions[i];
      if (!isAt(best, left)) {
        continue;
      }
      int right = next[left];
      recount(previous[left], left, best);
      recount(right, next[right], best);
      symbols[left] = best;
      symbols[right] = null;
      next[left] = next[right];
      if (next[right] != NONE) {
        previous[next[right]] = left;
      }
      addPair(previous[left], left);
      addPair(left, next[left]);
    }
  }

  /** The pair at these places is about to lose one of them. */
  private void recount(int left, int right, MergeSymbol best) {
    MergeSymbol pair = pair(left, right);
    if (pair != null && pair != best) {
      pair.stale = true;
    }
  }

  private void addPair(int left, int right) {
    MergeSymbol pair = pair(left, right);
    if (pair != null) {
      pair.addPosition(left);
      pair.frequency += frequencies[wordOf[left]];
      if (!pair.active) {
        pair.active = true;
        active.add(pair);
      }
    }
  }

  /** The pair of the symbols at two places, null if there is none that may be a piece. */
  private MergeSymbol pair(int leftPlace, int rightPlace) {
    if (leftPlace == NONE || rightPlace == NONE) {
      return null;
    }
    MergeSymbol left = symbols[leftPlace];
    MergeSymbol right = symbols[rightPlace];
    if (left.isUnknown() || right.isUnknown()) {
      return null;
    }
    long fingerprint = MergeTable.fingerprint(left, right);
    MergeSymbol known = table.get(fingerprint);
    if (known != null || forbiddenPairs.contains(fingerprint)) {
      return known;
    }
    int[] both = new int[left.characters.length + right.characters.length];
    System.arraycopy(left.characters, 0, both, 0, left.characters.length);
    System.arraycopy(right.characters, 0, both, left.characters.length, right.characters.length);
    if (!rules.allow(both)) {
      forbiddenPairs.add(fingerprint);
      return null;
    }
    MergeSymbol pair = new MergeSymbol(symbolCount++, fingerprint, left, right, both);
    table.add(pair);
    return pair;
  }
}
