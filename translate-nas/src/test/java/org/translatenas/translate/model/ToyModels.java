package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.Topology;

/** Small models whose weights, biases and normalisations included, are all random. */
public final class ToyModels {
  private static final ModelSizes SIZES = new ModelSizes(6, 8, 12, 2, 2, 2, 0.1, 0, 0);

  private ToyModels() {}

  /** A Transformer. */
  public static ModelSpec transformer(NormPlacement norm, int vocabulary) {
    return new ModelSpec(ModelSpec.Family.TRANSFORMER, norm, null, SIZES, vocabulary);
  }

  /** An Evolved Transformer. */
  public static ModelSpec evolved(int vocabulary) {
    return new ModelSpec(
        ModelSpec.Family.EVOLVED_TRANSFORMER, NormPlacement.PRE, null, SIZES, vocabulary);
  }

  /** A multi-split model that contains every kind of operation on both sides. */
  public static ModelSpec multiSplit(NormPlacement norm, Pooling pooling, int vocabulary) {
    List<List<OperationKind>> encoder = new ArrayList<>();
    for (OperationKind kind : OperationKind.ENCODER) {
      encoder.add(List.of(kind, OperationKind.FFN));
    }
    List<List<OperationKind>> decoder = new ArrayList<>();
    for (OperationKind kind : OperationKind.DECODER) {
      decoder.add(List.of(kind, OperationKind.CROSS_ATTENTION));
    }
    return multiSplit(
        new Architecture(new Topology(encoder), new Topology(decoder), pooling, norm), vocabulary);
  }

  /** A multi-split model whose decoder has {@code kind} and, where asked, cross attention. */
  public static ModelSpec multiSplit(OperationKind kind, NormPlacement norm, int vocabulary) {
    Topology encoder =
        new Topology(List.of(List.of(OperationKind.SELF_ATTENTION, OperationKind.GLU)));
    Topology decoder = new Topology(List.of(List.of(kind, OperationKind.CROSS_ATTENTION)));
    return multiSplit(new Architecture(encoder, decoder, Pooling.AVERAGE, norm), vocabulary);
  }

  private static ModelSpec multiSplit(Architecture architecture, int vocabulary) {
    ModelSizes sizes =
        new ModelSizes(
            6, 8, 12, 2, architecture.encoder().depth(), architecture.decoder().depth(), 0.1, 0, 0);
    return new ModelSpec(
        ModelSpec.Family.MULTI_SPLIT, NormPlacement.PRE, architecture, sizes, vocabulary);
  }

  /** A model of {@code spec} with weights from {@code seed}. */
  public static TranslationModel create(ModelSpec spec, DataType type, long seed) {
    Torch.setThreads(1); // sums this small only wait for other threads, long on a busy machine
    TranslationModel model = ModelFactory.create(spec, type, seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (Parameter parameter : model.parameters().all()) {
      NDArray value = parameter.value();
      double[] noise = random.doubles(value.size(), -0.5, 0.5).toArray();
      Scope.run(
          () -> value.addi(Torch.manager().create(noise, value.getShape()).toType(type, false)));
    }
    return model;
  }
}
