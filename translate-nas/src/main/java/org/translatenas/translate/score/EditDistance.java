package org.translatenas.translate.score;

import java.util.Arrays;
import java.util.List;

/**
 * Levenshtein distance of word sequences to one reference, with the operations that reach it, in a
 * band around the diagonal (sacreBLEU 2.6's form of Tercom's beam). Sequences of one length that
 * are asked for one after the other share the rows of their common beginning.
 */
final class EditDistance {
  /** What turns the words into the reference. */
  enum Edit {
    KEEP,
    SUBSTITUTE,
    DELETE,
    INSERT
  }

  private static final int BAND = 25;
  private static final int NONE = Integer.MAX_VALUE / 2;

  private final List<String> reference;
  private List<String> words = List.of();
  private int[][] costs = new int[1][];
  private Edit[][] edits = new Edit[1][];

  EditDistance(List<String> reference) {
    this.reference = reference;
    costs[0] = new int[reference.size() + 1];
    edits[0] = new Edit[reference.size() + 1];
    for (int j = 0; j <= reference.size(); j++) {
      costs[0][j] = j;
      edits[0][j] = Edit.INSERT;
    }
  }

  /** The distance of {@code sequence}. */
  int of(List<String> sequence) {
    int from = 0;
    if (sequence.size() == words.size()) {
      while (from < words.size() && words.get(from).equals(sequence.get(from))) {
        from++;
      }
    } else {
      int[] firstCosts = costs[0];
      Edit[] firstEdits = edits[0];
      costs = new int[sequence.size() + 1][];
      edits = new Edit[sequence.size() + 1][];
      costs[0] = firstCosts;
      edits[0] = firstEdits;
    }
    words = sequence;
    for (int i = from + 1; i <= words.size(); i++) {
      row(i);
    }
    return costs[words.size()][reference.size()];
  }

  private void row(int i) {
    int columns = reference.size() + 1;
    int[] above = costs[i - 1];
    int[] cost = new int[columns];
    Edit[] edit = new Edit[columns];
    Arrays.fill(cost, NONE);
    double ratio = (double) reference.size() / words.size();
    // With very different lengths a narrow band would not touch that of the row above.
    int band = BAND < ratio / 2 ? (int) Math.ceil(ratio / 2 + BAND) : BAND;
    int diagonal = (int) Math.floor(i * ratio);
    int from = Math.max(0, diagonal - band);
    int to = i == words.size() ? columns : Math.min(columns, diagonal + band);
    for (int j = from; j < to; j++) {
      if (j == 0) {
        cost[0] = above[0] + 1;
        edit[0] = Edit.DELETE;
        continue;
      }
      boolean same = words.get(i - 1).equals(reference.get(j - 1));
      // Of equally good ways the first counts.
      take(cost, edit, j, above[j - 1] + (same ? 0 : 1), same ? Edit.KEEP : Edit.SUBSTITUTE);
      take(cost, edit, j, above[j] + 1, Edit.DELETE);
      take(cost, edit, j, cost[j - 1] + 1, Edit.INSERT);
    }
    costs[i] = cost;
    edits[i] = edit;
  }

  private static void take(int[] cost, Edit[] edit, int j, int way, Edit by) {
    if (way < cost[j]) {
      cost[j] = way;
      edit[j] = by;
    }
  }

  /**
   * Where the sequence last asked for stands against the reference.
   *
   * @param position for each word of the reference, the index of the word that stands for it, or of
   *     the one before when it is missing (−1 before the first)
   * @param referenceWrong for each word of the reference, whether it was changed or is missing
   * @param wordWrong for each word of the sequence, whether it was changed or is too many
   */
  record Alignment(int[] position, boolean[] referenceWrong, boolean[] wordWrong) {}

  /** The alignment of the sequence last asked for. */
  Alignment alignment() {
    int i = words.size();
    int j = reference.size();
    int[] position = new int[j];
    boolean[] referenceWrong = new boolean[j];
    boolean[] wordWrong = new boolean[i];
    while (i > 0 || j > 0) {
      Edit edit = edits[i][j];
      switch (edit) {
        case KEEP, SUBSTITUTE -> {
          i--;
          j--;
          position[j] = i;
          referenceWrong[j] = edit == Edit.SUBSTITUTE;
          wordWrong[i] = edit == Edit.SUBSTITUTE;
        }
        case DELETE -> {
          i--;
          wordWrong[i] = true;
        }
        case INSERT -> {
          j--;
          position[j] = i - 1;
          referenceWrong[j] = true;
        }
      }
    }
    return new Alignment(position, referenceWrong, wordWrong);
  }
}
