package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Cross-entropy of the vocabulary layer, label-smoothed (Szegedy et al. 2016), with its gradient in
 * closed form, some rows at a time: the logits of a whole batch never exist. Per row, with logits z
 * over V pieces, target t, ε the smoothing:
 *
 * <pre>−(1 − ε)(z_t − lse z) − ε/V (Σ z − V lse z)</pre>
 *
 * @param smoothed Σ over the rows that count, with smoothing
 * @param negativeLogLikelihood Σ over the rows that count, without smoothing
 * @param perRow negative log-likelihood of each row [N]; 0 where the target is padding
 * @param states gradient of the scaled smoothed sum with respect to the states [N, e]; no elements
 *     if not wanted
 */
public record VocabularyLoss(
    double smoothed, double negativeLogLikelihood, NDArray perRow, NDArray states) {
  /** Of one chunk; measured: larger ones make no product faster, smaller ones make it slower. */
  private static final long LOGITS = 6 << 20;

  private static final int MOST_ROWS = 1024;
  private static final int FEWEST_ROWS = 256;

  /** How the loss is computed: the smoothing ε and the id of targets that count for nothing. */
  public record Settings(double smoothing, int padId) {}

  /** Rows whose logits over {@code vocabulary} pieces exist at a time. */
  public static int rows(long vocabulary) {
    return (int) Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, LOGITS / vocabulary));
  }

  /** The loss alone. */
  public static VocabularyLoss of(
      NDArray states, Parameter embedding, NDArray targets, Settings settings) {
    return of(states, embedding, targets, settings, 0, false, false);
  }

  /**
   * The loss and gradients of {@code scale} · smoothed.
   *
   * @param states [N, e], without graph
   * @param embedding [V, e]; its gradient, if wanted, is added to its buffer; the products have the
   *     format of its operand
   * @param targets [N], int64
   */
  public static VocabularyLoss of(
      NDArray states,
      Parameter embedding,
      NDArray targets,
      Settings settings,
      double scale,
      boolean wantStates,
      boolean wantEmbedding) {
    double[] options = {
      settings.smoothing(),
      settings.padId(),
      rows(embedding.value().getShape().get(0)),
      wantStates ? 1 : 0,
      wantEmbedding ? 1 : 0,
      scale
    };
    // A parameter of a frozen model has no buffer any more; an unwanted one is not touched.
    NDArray buffer = wantEmbedding ? embedding.gradient() : embedding.value();
    return Torch.profile()
        .time(
            Profile.Part.LOSS,
            () -> {
              NDList result =
                  Torch.notRecording(
                      () ->
                          Kernel.named("vocabulary_loss")
                              .with()
                              .tensor(states)
                              .tensor(embedding.operand())
                              .tensor(targets)
                              .tensor(Torch.host().create(options))
                              .tensor(buffer)
                              .call());
              double[] sums = result.get(0).toDoubleArray();
              return new VocabularyLoss(sums[0], sums[1], result.get(1), result.get(2));
            });
  }
}
