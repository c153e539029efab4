package org.translatenas.tokenization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All ways to cut one text into pieces of a unigram model, for the best few and for drawing at
 * random. Nodes are pieces at places; the order of nodes, ties and 32-bit sums are SentencePiece's.
 *
 * <p>Source: Kudo 2018, arXiv:1804.10959, sections 3.3 and 3.4; the best few by A* from the end,
 * with the Viterbi scores as exact estimate (Nagata 1994, doi:10.3115/991886.991921).
 */
final class UnigramLattice {
  private static final int NONE = -1;

  /** Where a path begins that has been looked at in full. */
  private static final int COMPLETE = -1;

  /** In characters. */
  private final int length;

  /** By node: where it begins and ends, its id and score; by place: the first node that ends. */
  private int[] begins = new int[32];

  private int[] ends = new int[32];
  private int[] ids = new int[32];
  private float[] scores = new float[32];
  private int[] nextEnding = new int[32];
  private int size;
  private final int[] firstEnding;
  private final int[] lastEnding;

  /** By place, its place in chars. */
  private final int[] chars;

  /**
   * @param chars by place from 0 to the end of the text, where it is in UTF-16
   */
  UnigramLattice(int[] chars) {
    this.chars = chars;
    this.length = chars.length - 1;
    firstEnding = new int[length + 1];
    lastEnding = new int[length + 1];
    Arrays.fill(firstEnding, NONE);
  }

  /** Adds a node; those that begin earlier first. */
  void add(int begin, int end, int id, float score) {
    if (size == begins.length) {
      begins = Arrays.copyOf(begins, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      ids = Arrays.copyOf(ids, 2 * size);
      scores = Arrays.copyOf(scores, 2 * size);
      nextEnding = Arrays.copyOf(nextEnding, 2 * size);
    }
    begins[size] = begin;
    ends[size] = end;
    ids[size] = id;
    scores[size] = score;
    nextEnding[size] = NONE;
    if (firstEnding[end] == NONE) {
      firstEnding[end] = size;
    } else {
      nextEnding[lastEnding[end]] = size;
    }
    lastEnding[end] = size++;
  }

  /**
   * The cuts of highest score, the best first; at most {@code count}, fewer if there are no more.
   */
  List<Segmentation> best(int count) {
    List<Segmentation> found = new ArrayList<>();
    search(count, new ArrayList<>(), found);
    return found;
  }

  private void search(int count, List<Float> foundScores, List<Segmentation> found) {
    float[] bestUpTo = viterbi();
    LatticeAgenda agenda = new LatticeAgenda();
    agenda.add(new LatticeAgenda.Path(length, NONE, null, 0, 0));
    while (!agenda.isEmpty() && found.size() < count) {
      LatticeAgenda.Path path = agenda.remove();
      if (path.begin() == COMPLETE) {
        Segmentation segmentation = new Segmentation(length);
        for (LatticeAgenda.Path at = path.next(); at.node() != NONE; at = at.next()) {
          segmentation.add(ids[at.node()], chars[ends[at.node()]]);
        }
        found.add(segmentation);
        foundScores.add(path.score());
        continue;
      }
      if (path.begin() == 0) {
        // Its sum from the end may be rounded otherwise than the one from the beginning.
        agenda.add(new LatticeAgenda.Path(COMPLETE, NONE, path, path.score(), path.score()));
        continue;
      }
      for (int node = firstEnding[path.begin()]; node != NONE; node = nextEnding[node]) {
        agenda.add(
            new LatticeAgenda.Path(
                begins[node],
                node,
                path,
                scores[node] + path.score(),
                scores[node] + bestUpTo[begins[node]] + path.score()));
      }
      agenda.shrink(count);
    }
  }

  /** By place, the score of the best cut up to there. */
  private float[] viterbi() {
    float[] best = new float[length + 1];
    for (int end = 1; end <= length; end++) {
      best[end] = Float.NEGATIVE_INFINITY;
      for (int node = firstEnding[end]; node != NONE; node = nextEnding[node]) {
        best[end] = Math.max(best[end], best[begins[node]] + scores[node]);
      }
    }
    return best;
  }

  /** One of the best {@code count} cuts, with probability proportional to P^alpha. */
  Segmentation drawAmongBest(int count, double alpha, SplittableRandom random) {
    List<Segmentation> found = new ArrayList<>();
    List<Float> foundScores = new ArrayList<>();
    search(count, foundScores, found);
    double[] weights = new double[found.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp(alpha * (foundScores.get(i) - foundScores.get(0)));
    }
    double rest = random.nextDouble() * Arrays.stream(weights).sum();
    int drawn = 0;
    while (drawn < weights.length - 1 && rest >= weights[drawn]) {
      rest -= weights[drawn++];
    }
    return found.get(drawn);
  }

  /** Any cut, with probability proportional to P^alpha: filtered forward, drawn backward. */
  Segmentation draw(double alpha, SplittableRandom random) {
    double[] logSums = new double[length + 1];
    for (int end = 1; end <= length; end++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int node = firstEnding[end]; node != NONE; node = nextEnding[node]) {
        most = Math.max(most, logSums[begins[node]] + alpha * scores[node]);
      }
      double sum = 0;
      for (int node = firstEnding[end]; node != NONE; node = nextEnding[node]) {
        sum += Math.exp(logSums[begins[node]] + alpha * scores[node] - most);
      }
      logSums[end] = most + Math.log(sum);
    }
    int[] drawn = new int[length];
    int count = 0;
    for (int end = length; end > 0; end = begins[drawn[count++]]) {
      double rest = random.nextDouble();
      int node = firstEnding[end];
      while (nextEnding[node] != NONE) {
        rest -= Math.exp(logSums[begins[node]] + alpha * scores[node] - logSums[end]);
        if (rest < 0) {
          break;
        }
        node = nextEnding[node];
      }
      drawn[count] = node;
    }
    Segmentation segmentation = new Segmentation(count);
    for (int i = count - 1; i >= 0; i--) {
      segmentation.add(ids[drawn[i]], chars[ends[drawn[i]]]);
    }
    return segmentation;
  }
}
