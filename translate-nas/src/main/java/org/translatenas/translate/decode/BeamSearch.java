package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.TranslationModel;

/**
 * Beam search for several sentences at a time, with cached keys and values:
 *
 * <ul>
 *   <li>A step looks at the 2k best continuations of a sentence's k hypotheses. Those among the
 *       first k that are the end mark end a translation; the first k of the others go on.
 *   <li>A hypothesis of {@link DecodeConfig#maxLength} pieces must end. Padding and begin mark are
 *       never put out; the probabilities of the other pieces stay what they are.
 *   <li>{@link DecodeConfig#repetitionPenalty} changes the probabilities themselves.
 *   <li>What {@link DecodeConfig#minLength} and {@link DecodeConfig#noRepeatNgram} exclude is no
 *       candidate.
 *   <li>The search ends when the translations wanted are certain: no hypothesis that goes on could
 *       have a better score if all its further pieces had probability 1 and it grew as long as it
 *       may. (fairseq ends as soon as k have ended; where the model is sure of itself, the k are
 *       then hypotheses that broke off early, each a little worse than what still goes on.)
 * </ul>
 *
 * With k = 1 it takes the most probable piece at each step, up to the first end mark. Finished
 * sentences leave the batch.
 */
public final class BeamSearch {
  private final TranslationModel model;
  private final Marks marks;
  private final DecodeConfig config;
  private final Restrictions restrictions;

  /** A search that neither owns nor changes {@code model}. */
  public BeamSearch(TranslationModel model, Marks marks, DecodeConfig config) {
    this.model = model;
    this.marks = marks;
    this.config = config;
    this.restrictions = new Restrictions(config.minLength(), config.noRepeatNgram(), marks.eosId());
  }

  /** The best translation of each source; a source is pieces without end mark. */
  public List<Hypothesis> best(List<int[]> sources) {
    return search(sources, 1).stream().map(translations -> translations.get(0)).toList();
  }

  /**
   * The best translations of each source, best first.
   *
   * @param count how many, at most the beam; fewer come where there are no more
   */
  public List<List<Hypothesis>> search(List<int[]> sources, int count) {
    if (count < 1 || count > config.beam()) {
      throw new IllegalArgumentException(
          "between 1 and " + config.beam() + " translations, not " + count);
    }
    if (sources.isEmpty()) {
      return List.of();
    }
    LengthPenalty penalty = LengthPenalty.of(config);
    List<SentenceBeam> all = new ArrayList<>(sources.size());
    for (int[] source : sources) {
      int maxLength = config.maxLength(source.length);
      all.add(new SentenceBeam(marks, penalty, config.beam(), maxLength, count));
    }
    return Torch.notRecording(
        () -> {
          run(sources, all);
          return all.stream().map(SentenceBeam::translations).toList();
        });
  }

  private void run(List<int[]> sources, List<SentenceBeam> all) {
    List<SentenceBeam> running = new ArrayList<>(all);
    try (SourceMemory memory = SourceMemory.of(model, sources, marks);
        DecoderCache cache = new DecoderCache(all.size() * config.beam())) {
      while (!running.isEmpty()) {
        Scope.run(() -> step(running, memory, cache));
      }
    }
  }

  private void step(List<SentenceBeam> running, SourceMemory memory, DecoderCache cache) {
    int rows = running.size() * config.beam();
    NDArray states = // [N, 1, e]
        model.step(BatchTensors.ids(lastPieces(running), rows, 1), memory.context(), cache);
    Candidates candidates = // [3, B, C]
        new Candidates(
            Kernel.named("beam_candidates")
                .call(
                    states,
                    model.table().value(),
                    logProbabilities(running),
                    BatchTensors.ids(new long[] {marks.padId(), marks.bosId()}, 2),
                    forbidden(running),
                    seen(running),
                    Torch.manager().create(config.repetitionPenalty()),
                    full(running),
                    Torch.manager().create((long) marks.eosId())));
    for (int i = 0; i < running.size(); i++) {
      running.get(i).advance(candidates, i);
    }
    keepRunning(running, memory, cache);
  }

  private long[] lastPieces(List<SentenceBeam> running) {
    int beam = config.beam();
    long[] pieces = new long[running.size() * beam]; // [N]
    for (int row = 0; row < pieces.length; row++) {
      pieces[row] = running.get(row / beam).lastPiece(row % beam);
    }
    return pieces;
  }

  private NDArray logProbabilities(List<SentenceBeam> running) {
    int beam = config.beam();
    double[] numbers = new double[running.size() * beam]; // [B, k]
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = running.get(row / beam).logProbability(row % beam);
    }
    return Torch.manager().create(numbers, new Shape(running.size(), beam));
  }

  /** Rows and the pieces that may not follow there, int64 [2, M]. */
  private NDArray forbidden(List<SentenceBeam> running) {
    return pairs(running, !restrictions.none(), false, restrictions::forbidden);
  }

  /** Rows and the pieces that stand there, for the repetition penalty, int64 [2, M]. */
  private NDArray seen(List<SentenceBeam> running) {
    return pairs(
        running,
        config.repetitionPenalty() != 1,
        true,
        prefix -> Arrays.stream(prefix.ids()).distinct());
  }

  /**
   * Pieces of each hypothesis.
   *
   * @param any whether there are any at all
   * @param ofFull also of hypotheses that must end now
   */
  private NDArray pairs(
      List<SentenceBeam> running, boolean any, boolean ofFull, Function<Prefix, IntStream> pieces) {
    List<long[]> pairs = new ArrayList<>();
    int beam = config.beam();
    for (int row = 0; any && row < running.size() * beam; row++) {
      SentenceBeam sentence = running.get(row / beam);
      Prefix prefix = sentence.full() && !ofFull ? null : sentence.prefix(row % beam);
      if (prefix != null) {
        long at = row;
        pieces.apply(prefix).forEach(piece -> pairs.add(new long[] {at, piece}));
      }
    }
    long[] flat = new long[2 * pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      flat[i] = pairs.get(i)[0];
      flat[pairs.size() + i] = pairs.get(i)[1];
    }
    return BatchTensors.ids(flat, 2, pairs.size());
  }

  /** Bool [N, 1]: hypotheses that must end now; no elements when none must. */
  private NDArray full(List<SentenceBeam> running) {
    if (running.stream().noneMatch(SentenceBeam::full)) {
      return Torch.manager().create(new Shape(0), DataType.BOOLEAN);
    }
    int beam = config.beam();
    boolean[] full = new boolean[running.size() * beam];
    for (int row = 0; row < full.length; row++) {
      full[row] = running.get(row / beam).full();
    }
    return Torch.manager().create(full, new Shape(full.length, 1));
  }

  /** Takes finished sentences out and brings the cache into the order of the new hypotheses. */
  private void keepRunning(List<SentenceBeam> running, SourceMemory memory, DecoderCache cache) {
    int beam = config.beam();
    int before = running.size();
    long[] sentences = new long[before];
    long[] rows = new long[before * beam];
    boolean moved = false;
    int kept = 0;
    for (int i = 0; i < before; i++) {
      SentenceBeam sentence = running.get(i);
      if (!sentence.done()) {
        for (int place = 0; place < beam; place++) {
          rows[kept * beam + place] = (long) i * beam + sentence.row(place);
          moved |= sentence.row(place) != place;
        }
        sentences[kept] = i;
        running.set(kept++, sentence);
      }
    }
    running.subList(kept, before).clear();
    if (kept > 0 && (moved || kept < before)) {
      NDArray stay = kept < before ? ids(sentences, kept) : null;
      cache.reorder(ids(rows, kept * beam), stay);
      if (stay != null) {
        memory.select(stay);
      }
    }
  }

  private static NDArray ids(long[] values, int count) {
    return BatchTensors.ids(Arrays.copyOf(values, count), count);
  }
}
