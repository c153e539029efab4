package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.operation.Constants;

/** From the logits of a step to the candidates: penalties, exclusions, and the best or a draw. */
final class StepCandidates {
  private final DecodeConfig config;
  private final Marks marks;
  private final int unknownId;
  private final Restrictions restrictions;

  /** {@code unknownId} is −1 where the vocabulary has no unknown piece. */
  StepCandidates(DecodeConfig config, Marks marks, int unknownId) {
    this.config = config;
    this.marks = marks;
    this.unknownId = unknownId;
    this.restrictions = new Restrictions(config.minLength(), config.noRepeatNgram(), marks.eosId());
  }

  /** The candidates of all groups; changes {@code logits} [N, V]. */
  Candidates find(BeamRows rows, NDArray logits) {
    if (config.repetitionPenalty() != 1) {
      penaliseRepeated(rows, logits);
    }
    NDArray norm = Constants.NONE;
    if (changesProbabilities() || rows.anyForced()) {
      norm = Kernel.named("log_sum_exp").call(logits); // [N, 1]
      mask(rows, logits);
    }
    return new Candidates(config.sampling() ? drawn(rows, logits, norm) : best(rows, logits, norm));
  }

  private boolean changesProbabilities() {
    return config.sampling() || lowersUnknown() || !restrictions.none();
  }

  private boolean lowersUnknown() {
    return unknownId >= 0 && config.unknownPenalty() > 0;
  }

  private void penaliseRepeated(BeamRows rows, NDArray logits) {
    NDArray seen = rows.pairs((sentence, prefix) -> Arrays.stream(prefix.ids()).distinct());
    if (seen.size() > 0) {
      NDArray penalty = Torch.host().create(config.repetitionPenalty());
      Kernel.named("penalise_repeated").call(logits, seen, penalty);
    }
  }

  private void mask(BeamRows rows, NDArray logits) {
    NDArray forbidden =
        rows.pairs(
            (sentence, prefix) ->
                sentence.only() >= 0 || restrictions.none()
                    ? IntStream.empty()
                    : restrictions.forbidden(prefix));
    NDArray only =
        rows.pairs(
            (sentence, prefix) ->
                sentence.only() >= 0 ? IntStream.of(sentence.only()) : IntStream.empty());
    long[] lowered = lowersUnknown() ? new long[] {unknownId} : new long[0];
    Kernel.named("mask_logits")
        .call(
            logits,
            never(),
            forbidden,
            only,
            BatchTensors.ids(lowered, lowered.length),
            Torch.host().create(config.unknownPenalty()));
  }

  private NDArray never() {
    return BatchTensors.ids(new long[] {marks.padId(), marks.bosId()}, 2);
  }

  private NDArray best(BeamRows rows, NDArray logits, NDArray norm) {
    int size = config.beam() / config.diverseBeamGroups();
    int each = 2 * size;
    int count = each;
    if (config.diverseBeamGroups() > 1) {
      // Each piece that an earlier group has taken may fall behind.
      each += config.beam() - size;
      count = each * size;
    }
    return Kernel.named("beam_candidates")
        .call(
            logits,
            norm,
            rows.logProbabilities(),
            Constants.number(count),
            Constants.number(each),
            never());
  }

  private NDArray drawn(BeamRows rows, NDArray logits, NDArray norm) {
    return Kernel.named("sampled_pieces")
        .call(
            logits,
            norm,
            rows.logProbabilities(),
            rows.draws(),
            Constants.number(config.samplingTopK()),
            Torch.host().create(config.samplingTopP()),
            Torch.host().create(config.temperature()));
  }
}
