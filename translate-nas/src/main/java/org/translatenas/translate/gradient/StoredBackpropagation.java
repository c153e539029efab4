package org.translatenas.translate.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.translatenas.reversible.Gradients;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.TranslationModel;

/** Ordinary backpropagation: all activations are kept until the backward pass. */
public final class StoredBackpropagation implements Backpropagation {
  private final Collection<Parameter> mixing;

  /** For a model without architecture parameters. */
  public StoredBackpropagation() {
    this(List.of());
  }

  /** For a supernet with mixing weights {@code mixing}. */
  public StoredBackpropagation(Collection<Parameter> mixing) {
    this.mixing = List.copyOf(mixing);
  }

  @Override
  public BatchLoss run(
      TranslationModel model,
      Batch batch,
      VocabularyLoss.Settings settings,
      Noise noise,
      Wants wants) {
    BatchLoss[] result = new BatchLoss[1];
    Scope.run(() -> result[0] = loss(model, batch, settings, noise, wants));
    return result[0];
  }

  private BatchLoss loss(
      TranslationModel model,
      Batch batch,
      VocabularyLoss.Settings settings,
      Noise noise,
      Wants wants) {
    BatchTensors tensors = BatchTensors.of(batch, model.parameters().values().getDataType());
    boolean gradients = wants.weights() || wants.mixing();
    NDArray states = // [B·T, e]
        Torch.profile()
            .time(
                Profile.Part.FORWARD,
                () ->
                    gradients
                        ? Torch.recording(() -> states(model, tensors, noise))
                        : states(model, tensors, noise));
    VocabularyLoss loss =
        VocabularyLoss.of(
            states.stopGradient(),
            model.table(),
            tensors.targetOutput(),
            settings,
            1,
            gradients,
            wants.weights());
    if (gradients) {
      List<Parameter> asked = new ArrayList<>();
      if (wants.weights()) {
        asked.addAll(model.parameters().all());
      }
      if (wants.mixing()) {
        asked.addAll(mixing);
      }
      Gradients.accumulate(new NDList(states), new NDList(loss.states()), asked, new NDList());
    }
    return new BatchLoss(loss.smoothed(), loss.negativeLogLikelihood(), batch.targetTokens());
  }

  private static NDArray states(TranslationModel model, BatchTensors tensors, Noise noise) {
    NDArray memory = model.encode(tensors.source(), tensors.context(), noise);
    Context context = tensors.context().withMemory(memory);
    NDArray states = model.decode(tensors.targetInput(), context, noise); // [B, T, e]
    return states.reshape(-1, states.getShape().get(2));
  }
}
