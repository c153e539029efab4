package org.translatenas.translate.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.translatenas.reversible.Gradients;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ReversibleStack;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.SideInputs;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.MultiSplitStack;
import org.translatenas.translate.model.TranslationModel;

/**
 * Backpropagation with reconstruction (Zhao et al. 2021) of a model of multi-split stacks: of each
 * stack only the top output is kept. Embeddings, the normalisations on top and the projection
 * before the softmax are ordinary autograd. The memory's cotangent is summed over the whole
 * decoder, so the encoder's backward pass runs once.
 */
public final class ReversibleBackpropagation implements Backpropagation {
  @Override
  public BatchLoss run(
      TranslationModel model,
      Batch batch,
      VocabularyLoss.Settings settings,
      Noise noise,
      Wants wants) {
    BatchLoss[] result = new BatchLoss[1];
    Scope.run(() -> result[0] = new Pass(model, noise, wants).run(batch, settings));
    return result[0];
  }

  /** One forward and one backward pass. */
  private static final class Pass {
    private final TranslationModel model;
    private final MultiSplitStack encoder;
    private final MultiSplitStack decoder;
    private final Noise noise;
    private final Wants wants;

    Pass(TranslationModel model, Noise noise, Wants wants) {
      this.model = model;
      this.encoder = (MultiSplitStack) model.encoder();
      this.decoder = (MultiSplitStack) model.decoder();
      this.noise = noise;
      this.wants = wants;
    }

    BatchLoss run(Batch batch, VocabularyLoss.Settings settings) {
      BatchTensors tensors = BatchTensors.of(batch, model.parameters().values().getDataType());
      Noise encoderNoise = TranslationModel.encoderNoise(noise);
      Noise decoderNoise = TranslationModel.decoderNoise(noise);

      NDArray source = recordingForWeights(() -> model.embedSource(tensors.source(), noise));
      SideInputs encoderSide = tensors.context().toSideInputs();
      NDList encoderTop = forward(encoder, source, encoderSide, encoderNoise);
      NDList encoderLeaves = leaves(encoderTop);
      NDArray memory = // [B, S, d]
          Torch.recording(() -> encoder.norm().apply(MultiSplitStack.join(encoderLeaves)));

      NDArray target = recordingForWeights(() -> model.embedTarget(tensors.targetInput(), noise));
      SideInputs decoderSide = tensors.context().withMemory(memory.stopGradient()).toSideInputs();
      NDList decoderTop = forward(decoder, target, decoderSide, decoderNoise);
      NDList decoderLeaves = leaves(decoderTop);
      NDArray states = // [B·T, e]
          Torch.recording(
              () -> {
                NDArray top = decoder.norm().apply(MultiSplitStack.join(decoderLeaves));
                NDArray projected = model.project(top);
                return projected.reshape(-1, projected.getShape().get(2));
              });

      boolean gradients = wants.weights() || wants.mixing();
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
        Collection<Parameter> head = new ArrayList<>(model.outerParameters());
        head.addAll(decoder.norm().parameters());
        NDList decoderBars = backward(states, loss.states(), head, decoderLeaves);
        ReversibleStack.Backward below =
            decoder
                .reversible()
                .backward(decoderTop, decoderBars, decoderSide, decoderNoise, wants);
        decoderTop.close();
        embeddingBackward(target, below);
        NDList encoderBars =
            backward(
                memory, below.sideCotangents().get(0), encoder.norm().parameters(), encoderLeaves);
        embeddingBackward(
            source,
            encoder
                .reversible()
                .backward(encoderTop, encoderBars, encoderSide, encoderNoise, wants));
      }
      return new BatchLoss(loss.smoothed(), loss.negativeLogLikelihood(), batch.targetTokens());
    }

    private NDArray recordingForWeights(Supplier<NDArray> body) {
      return wants.weights() ? Torch.recording(body) : body.get();
    }

    private static NDList forward(
        MultiSplitStack stack, NDArray x, SideInputs side, Noise stackNoise) {
      return stack.reversible().forward(stack.split(x.stopGradient()), side, stackNoise);
    }

    private static NDList leaves(NDList tensors) {
      NDList leaves = new NDList(tensors.size());
      tensors.forEach(tensor -> leaves.add(Gradients.leaf(tensor)));
      return leaves;
    }

    private NDList backward(
        NDArray y, NDArray cotangent, Collection<Parameter> weights, NDList leaves) {
      return new NDList(
          Gradients.accumulate(
              new NDList(y), new NDList(cotangent), wants.weights() ? weights : List.of(), leaves));
    }

    private void embeddingBackward(NDArray embedded, ReversibleStack.Backward below) {
      if (wants.weights()) {
        Gradients.accumulate(
            new NDList(embedded),
            new NDList(MultiSplitStack.join(below.cotangents())),
            model.outerParameters(),
            new NDList());
      }
    }
  }
}
