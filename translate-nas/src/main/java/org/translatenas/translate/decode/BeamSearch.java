package org.translatenas.translate.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.model.Survivors;
import org.translatenas.translate.model.TranslationModel;

/**
 * Beam search for several sentences at a time, with cached keys and values:
 *
 * <ul>
 *   <li>A step looks at the 2k best continuations of a sentence's k hypotheses. Those among the
 *       first k that are the end mark end a translation; the first k of the others go on.
 *   <li>A hypothesis of {@link DecodeConfig#maxLength} pieces must end. Padding and begin mark are
 *       never put out; the probabilities of the other pieces stay what they are.
 *   <li>{@link DecodeConfig#repetitionPenalty} and {@link DecodeConfig#unknownPenalty} change the
 *       probabilities themselves.
 *   <li>What {@link DecodeConfig#minLength} and {@link DecodeConfig#noRepeatNgram} exclude is no
 *       candidate. Where a translation must begin with a prefix, nothing else is.
 *   <li>The search ends when the translations wanted are certain: no hypothesis that goes on could
 *       have a better score if all its further pieces had probability 1 and it grew as long as it
 *       may. (fairseq ends as soon as k have ended; where the model is sure of itself, the k are
 *       then hypotheses that broke off early, each a little worse than what still goes on.)
 *   <li>Diverse groups (Vijayakumar et al. 2018) are searched one after the other at each step,
 *       each by these rules with its share of k; the penalty for what earlier groups have taken
 *       decides which candidates are best, and does not stay in their log probabilities.
 *   <li>Sampling draws one piece after the other instead, each translation by itself.
 * </ul>
 *
 * With k = 1 it takes the most probable piece at each step, up to the first end mark. Finished
 * sentences leave the batch.
 */
public final class BeamSearch {
  private final List<TranslationModel> models;
  private final Marks marks;
  private final DecodeConfig config;
  private final long seed;
  private final boolean attentive;
  private final StepCandidates candidates;
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
    this(List.of(model), marks, config, -1, false, 0);
  }

  /**
   * A search that neither owns nor changes {@code models}, which have one vocabulary.
   *
   * @param models several: the mean of their probabilities counts
   * @param unknownId the unknown piece, −1 for none
   * @param attention whether hypotheses shall have their attention
   * @param seed what is drawn depends on it
   */
  BeamSearch(
      List<TranslationModel> models,
      Marks marks,
      DecodeConfig config,
      int unknownId,
      boolean attention,
      long seed) {
    this.models = List.copyOf(models);
    this.marks = marks;
    this.config = config;
    this.attentive = attention || HypothesisScore.of(config).needsAttention();
    this.seed = Seeds.named(seed, "sampling");
    this.candidates = new StepCandidates(config, marks, unknownId);
  }

  /** What all searches so far have computed. */
  public Work work() {
    return work;
  }

  /** The best translation of each source; a source is pieces without end mark. */
  public List<Hypothesis> best(List<int[]> sources) {
    return search(sources, 1).stream().map(translations -> translations.get(0)).toList();
  }

  /** The best translations of sources without prefixes, numbered from 0. */
  public List<List<Hypothesis>> search(List<int[]> sources, int count) {
    List<DecodeInput> inputs = new ArrayList<>();
    for (int[] source : sources) {
      inputs.add(DecodeInput.of(source, inputs.size()));
    }
    return translations(inputs, count);
  }

  /**
   * The best translations of each sentence, best first; drawn ones in the order of the draws.
   *
   * @param count how many; of a search at most the beam, and fewer come where there are no more
   */
  public List<List<Hypothesis>> translations(List<DecodeInput> inputs, int count) {
    if (count < 1 || (count > config.beam() && !config.sampling())) {
      throw new IllegalArgumentException(
          "between 1 and " + config.beam() + " translations, not " + count);
    }
    if (inputs.isEmpty()) {
      return List.of();
    }
    // Each drawn translation is a sentence of the batch by itself.
    int copies = config.sampling() ? count : 1;
    List<int[]> sources = new ArrayList<>();
    List<SentenceBeam> all = new ArrayList<>();
    for (DecodeInput input : inputs) {
      for (int copy = 0; copy < copies; copy++) {
        sources.add(input.source());
        all.add(new SentenceBeam(marks, config, input, count / copies, Seeds.of(seed, copy)));
      }
    }
    Torch.notRecording(
        () -> {
          run(sources, all);
          return null;
        });
    return together(all, copies);
  }

  private static List<List<Hypothesis>> together(List<SentenceBeam> all, int copies) {
    List<List<Hypothesis>> result = new ArrayList<>();
    for (List<SentenceBeam> beams = all; !beams.isEmpty(); ) {
      result.add(
          beams.subList(0, copies).stream().flatMap(beam -> beam.translations().stream()).toList());
      beams = beams.subList(copies, beams.size());
    }
    return Collections.unmodifiableList(result);
  }

  private void run(List<int[]> sources, List<SentenceBeam> all) {
    List<SentenceBeam> running = new ArrayList<>(all);
    int width = all.get(0).width();
    try (BatchState state = new BatchState(models, sources, width, marks, attentive)) {
      while (!running.isEmpty()) {
        Scope.run(() -> step(running, state));
      }
    }
  }

  private void step(List<SentenceBeam> running, BatchState state) {
    work = work.and(state.rows(), state.position() + 1L, state.sourceLength());
    int width = running.get(0).width();
    BeamRows rows = new BeamRows(running);
    Candidates found = candidates.find(rows, state.logits(rows.lastPieces()));
    for (int i = 0; i < running.size(); i++) {
      int first = i * width;
      SentenceBeam sentence = running.get(i);
      sentence.advance(found, i, place -> state.attention(first + place, sentence.sourceLength()));
    }
    keepRunning(running, state, width);
  }

  /** Takes finished sentences out and gives the caches the new hypotheses' order. */
  private static void keepRunning(List<SentenceBeam> running, BatchState state, int widthBefore) {
    List<SentenceBeam> before = List.copyOf(running);
    Survivors stay = Survivors.of(before.size(), i -> !before.get(i).done());
    running.clear();
    for (int i = 0; i < stay.count(); i++) {
      running.add(before.get(stay.origin(i)));
    }
    if (!running.isEmpty()) {
      int[] rows = new BeamRows(running).rowsBefore(i -> stay.origin(i) * widthBefore);
      state.reorder(stay, before.size(), rows);
    }
  }
}
