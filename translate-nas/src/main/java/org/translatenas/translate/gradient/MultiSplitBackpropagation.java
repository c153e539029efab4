package org.translatenas.translate.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.translatenas.reversible.FixedPointStream;
import org.translatenas.reversible.Gradients;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Profile;
import org.translatenas.reversible.ResidualStream;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.SideInputs;
import org.translatenas.reversible.StackPass;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.StreamOverflowException;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.reversible.Wants;
import org.translatenas.training.UserException;
import org.translatenas.translate.config.ReversibleConfig;
import org.translatenas.translate.data.Batch;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.MultiSplitStack;
import org.translatenas.translate.model.TranslationModel;

/**
 * Backpropagation of a model of multi-split stacks, in any mode of a stack (reversible: Zhao et al.
 * 2021, where of each stack only the top output is kept). Embeddings, the normalisations on top and
 * the projection before the softmax are ordinary autograd. The memory's cotangent is summed over
 * the whole decoder, so the encoder's backward pass runs once.
 */
public final class MultiSplitBackpropagation implements Backpropagation {
  private final StackSettings encoderSettings;
  private final StackSettings decoderSettings;
  private final ReconstructionMonitor monitor;

  /** Backpropagation of both stacks in one way, watched by {@code monitor}. */
  public MultiSplitBackpropagation(StackSettings settings, ReconstructionMonitor monitor) {
    this(settings, settings, monitor);
  }

  private MultiSplitBackpropagation(
      StackSettings encoderSettings, StackSettings decoderSettings, ReconstructionMonitor monitor) {
    this.encoderSettings = encoderSettings;
    this.decoderSettings = decoderSettings;
    this.monitor = monitor;
  }

  /**
   * Backpropagation as configured.
   *
   * @param warnings hears, a line each, of what makes reconstruction inexact
   */
  public static MultiSplitBackpropagation of(
      StackSettings.Mode mode,
      ReversibleConfig config,
      ReconstructionMonitor monitor,
      Consumer<String> warnings) {
    return new MultiSplitBackpropagation(
        settings(mode, config, "encoder", warnings),
        settings(mode, config, "decoder", warnings),
        monitor);
  }

  private static StackSettings settings(
      StackSettings.Mode mode, ReversibleConfig config, String stack, Consumer<String> warnings) {
    ResidualStream stream =
        mode == StackSettings.Mode.REVERSIBLE
                && config.stream() == ReversibleConfig.Stream.FIXED_POINT
            ? new FixedPointStream(config.fixedPointBits(), stack, warnings)
            : ResidualStream.FLOAT;
    return new StackSettings(mode, config.boundaryEvery(), stream);
  }

  @Override
  public BatchLoss run(
      TranslationModel model, Batch batch, VocabularyLoss.Settings loss, Noise noise, Wants wants) {
    BatchLoss[] result = new BatchLoss[1];
    try {
      Scope.run(() -> result[0] = new Pass(model, noise, wants).run(batch, loss));
    } catch (StreamOverflowException e) {
      throw UserException.data(e.getMessage());
    }
    return result[0];
  }

  /** One forward and one backward pass. */
  private final class Pass {
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

    BatchLoss run(Batch batch, VocabularyLoss.Settings lossSettings) {
      BatchTensors tensors = BatchTensors.of(batch, model.parameters().values().getDataType());

      NDArray source = embed(() -> model.embedSource(tensors.source(), noise));
      StackPass encoderPass =
          begin(
              encoder,
              source,
              tensors.context().toSideInputs(),
              TranslationModel.encoderNoise(noise));
      NDList encoderLeaves = Gradients.leaves(encoderPass.top());
      NDArray memory = // [B, S, d]
          recorded(() -> encoder.norm().apply(MultiSplitStack.join(encoderLeaves)));

      boolean watch = (wants.weights() || wants.mixing()) && monitor.due();
      BatchLoss[] result = new BatchLoss[1];
      NDList memoryBar = // in a scope of its own: the encoder's backward pass needs its memory
          Scope.keepAll(() -> decoder(batch, tensors, memory, lossSettings, watch, result));
      if (!memoryBar.isEmpty()) {
        NDList encoderBars =
            backward(memory, memoryBar.get(0), encoder.norm().parameters(), encoderLeaves);
        StackPass.Backward bottom = backward(encoderPass, encoderBars);
        if (watch) {
          monitor.compare("encoder", bottom.inputs(), held(encoder, source));
        }
        embeddingBackward(source, bottom);
      }
      return result[0];
    }

    /**
     * The decoder forwards, and where a gradient is wanted backwards too.
     *
     * @param result takes the loss
     * @return the memory's cotangent; nothing where no gradient is wanted
     */
    private NDList decoder(
        Batch batch,
        BatchTensors tensors,
        NDArray memory,
        VocabularyLoss.Settings lossSettings,
        boolean watch,
        BatchLoss[] result) {
      NDArray target = embed(() -> model.embedTarget(tensors.targetInput(), noise));
      StackPass decoderPass =
          begin(
              decoder,
              target,
              tensors.context().withMemory(memory.stopGradient()).toSideInputs(),
              TranslationModel.decoderNoise(noise));
      NDList decoderLeaves = Gradients.leaves(decoderPass.top());
      NDArray states = // [B·T, e]
          recorded(
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
              lossSettings,
              1,
              gradients,
              wants.weights());
      result[0] =
          new BatchLoss(loss.smoothed(), loss.negativeLogLikelihood(), batch.targetTokens());
      if (!gradients) {
        return new NDList();
      }
      Collection<Parameter> head = new ArrayList<>(model.outerParameters());
      head.addAll(decoder.norm().parameters());
      NDList decoderBars = backward(states, loss.states(), head, decoderLeaves);
      StackPass.Backward below = backward(decoderPass, decoderBars);
      if (watch) {
        monitor.compare("decoder", below.inputs(), held(decoder, target));
      }
      embeddingBackward(target, below);
      return below.sideCotangents();
    }

    private NDArray embed(Supplier<NDArray> body) {
      return wants.weights() ? recorded(body) : Torch.profile().time(Profile.Part.FORWARD, body);
    }

    private static NDArray recorded(Supplier<NDArray> body) {
      return Torch.profile().time(Profile.Part.FORWARD, () -> Torch.recording(body));
    }

    private StackSettings settings(MultiSplitStack stack) {
      StackSettings settings = stack == encoder ? encoderSettings : decoderSettings;
      return model.parameters().mixed() ? settings.wide() : settings;
    }

    private StackPass begin(MultiSplitStack stack, NDArray x, SideInputs side, Noise stackNoise) {
      return Torch.profile()
          .time(
              Profile.Part.FORWARD,
              () ->
                  stack
                      .reversible()
                      .begin(stack.split(x.stopGradient()), side, stackNoise, settings(stack)));
    }

    private StackPass.Backward backward(StackPass pass, NDList cotangents) {
      return Torch.profile().time(Profile.Part.BACKWARD, () -> pass.backward(cotangents, wants));
    }

    /** What the stream of {@code stack} began with. */
    private NDList held(MultiSplitStack stack, NDArray x) {
      NDList held = new NDList();
      ResidualStream stream = settings(stack).stream();
      stack.split(x.stopGradient()).forEach(split -> held.add(stream.round(split)));
      return held;
    }

    private NDList backward(
        NDArray y, NDArray cotangent, Collection<Parameter> weights, NDList leaves) {
      return new NDList(
          Gradients.accumulate(
              new NDList(y), new NDList(cotangent), wants.weights() ? weights : List.of(), leaves));
    }

    private void embeddingBackward(NDArray embedded, StackPass.Backward below) {
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
