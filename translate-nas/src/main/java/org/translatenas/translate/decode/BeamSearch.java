package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.DecoderCache;
import org.translatenas.translate.model.Survivors;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.model.operation.Constants;

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
  private Work work = new Work(0, 0, 0, 0);

  /**
   * What searches have computed, padding included.
   *
   * @param steps of the decoder, each for all sentences of a batch
   * @param rows hypotheses in all steps together
   * @param targetPairs of a row and a position that it looks back at, its own included
   * @param sourcePairs of a row and a place of its source
   */
  public record Work(long steps, long rows, long targetPairs, long sourcePairs) {
    Work and(long moreRows, long length, long sourceLength) {
      return new Work(
          steps + 1,
          rows + moreRows,
          targetPairs + moreRows * length,
          sourcePairs + moreRows * sourceLength);
    }
  }

  /** A search that neither owns nor changes {@code model}. */
  public BeamSearch(TranslationModel model, Marks marks, DecodeConfig config) {
    this.model = model;
    this.marks = marks;
    this.config = config;
    this.restrictions = new Restrictions(config.minLength(), config.noRepeatNgram(), marks.eosId());
  }

  /** What all searches so far have computed. */
  public Work work() {
    return work;
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
        DecoderCache cache = new DecoderCache(all.size(), 1)) {
      while (!running.isEmpty()) {
        Scope.run(() -> step(running, memory, cache));
      }
    }
  }

  private void step(List<SentenceBeam> running, SourceMemory memory, DecoderCache cache) {
    int rows = cache.hypotheses();
    work = work.and(rows, cache.position() + 1L, memory.context().mask().getShape().get(3));
    NDArray states = // [N, 1, e]
        model.step(BatchTensors.ids(lastPieces(running), rows, 1), memory.context(), cache);
    NDArray logits = // [N, V]
        Kernel.named("vocabulary_logits").call(states, model.table().value());
    Candidates candidates = // [3, B, C]
        new Candidates(
            Kernel.named("beam_candidates")
                .call(
                    logits,
                    logProbabilities(running),
                    Constants.number(2L * config.beam()),
                    Constants.number(2L * config.beam()),
                    BatchTensors.ids(new long[] {marks.padId(), marks.bosId()}, 2),
                    forbidden(running),
                    only(running),
                    seen(running),
                    Torch.manager().create(config.repetitionPenalty())));
    for (int i = 0; i < running.size(); i++) {
      running.get(i).advance(candidates, i);
    }
    keepRunning(running, memory, cache);
  }

  /** Calls {@code body} for each row of a step with its sentence and place. */
  private void eachRow(List<SentenceBeam> running, RowVisitor body) {
    int row = 0;
    for (SentenceBeam sentence : running) {
      for (int place = 0; place < sentence.width(); place++) {
        body.visit(row++, sentence, place);
      }
    }
  }

  private interface RowVisitor {
    void visit(int row, SentenceBeam sentence, int place);
  }

  private long[] lastPieces(List<SentenceBeam> running) {
    long[] pieces = new long[running.size() * running.get(0).width()]; // [N]
    eachRow(running, (row, sentence, place) -> pieces[row] = sentence.lastPiece(place));
    return pieces;
  }

  private NDArray logProbabilities(List<SentenceBeam> running) {
    int width = running.get(0).width();
    double[] numbers = new double[running.size() * width]; // [B, w]
    eachRow(running, (row, sentence, place) -> numbers[row] = sentence.logProbability(place));
    return Torch.manager().create(numbers, new Shape(running.size(), width));
  }

  /** Rows and the pieces that may not follow there, int64 [2, M]. */
  private NDArray forbidden(List<SentenceBeam> running) {
    return pairs(
        running,
        !restrictions.none(),
        (sentence, prefix) -> sentence.full() ? IntStream.empty() : restrictions.forbidden(prefix));
  }

  /** Rows and the one piece that may follow there, int64 [2, M]. */
  private NDArray only(List<SentenceBeam> running) {
    return pairs(
        running,
        running.stream().anyMatch(SentenceBeam::full),
        (sentence, prefix) -> sentence.full() ? IntStream.of(marks.eosId()) : IntStream.empty());
  }

  /** Rows and the pieces that stand there, for the repetition penalty, int64 [2, M]. */
  private NDArray seen(List<SentenceBeam> running) {
    return pairs(
        running,
        config.repetitionPenalty() != 1,
        (sentence, prefix) -> Arrays.stream(prefix.ids()).distinct());
  }

  private NDArray pairs(
      List<SentenceBeam> running, boolean any, BiFunction<SentenceBeam, Prefix, IntStream> pieces) {
    List<long[]> pairs = new ArrayList<>();
    if (any) {
      eachRow(
          running,
          (row, sentence, place) -> {
            Prefix prefix = sentence.prefix(place);
            if (prefix != null) {
              pieces.apply(sentence, prefix).forEach(piece -> pairs.add(new long[] {row, piece}));
            }
          });
    }
    long[] flat = new long[2 * pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      flat[i] = pairs.get(i)[0];
      flat[pairs.size() + i] = pairs.get(i)[1];
    }
    return BatchTensors.ids(flat, 2, pairs.size());
  }

  /** Takes finished sentences out and gives the cache the new hypotheses' order. */
  private void keepRunning(List<SentenceBeam> running, SourceMemory memory, DecoderCache cache) {
    List<SentenceBeam> before = List.copyOf(running);
    Survivors stay = Survivors.of(before.size(), i -> !before.get(i).done());
    running.clear();
    for (int i = 0; i < stay.count(); i++) {
      running.add(before.get(stay.origin(i)));
    }
    if (running.isEmpty()) {
      return;
    }
    int widthBefore = cache.hypotheses() / before.size();
    int width = running.get(0).width();
    int[] rows = new int[running.size() * width];
    eachRow(
        running,
        (row, sentence, place) ->
            rows[row] = stay.origin(row / width) * widthBefore + sentence.row(place));
    cache.reorder(stay, rows);
    if (stay.count() < before.size()) {
      memory.keep(stay);
    }
  }
}
