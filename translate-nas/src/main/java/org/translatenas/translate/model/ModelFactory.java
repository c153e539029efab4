package org.translatenas.translate.model;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Precision;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.Topology;
import org.translatenas.translate.model.operation.Linear;
import org.translatenas.translate.model.operation.ParameterSource;
import org.translatenas.translate.model.transformer.EvolvedTransformer;
import org.translatenas.translate.model.transformer.Transformer;

/** Builds models from their specifications. */
public final class ModelFactory {
  private ModelFactory() {}

  /** A freshly initialised model; the seed is that of the stream "initialisation". */
  public static TranslationModel create(ModelSpec spec, DataType type, long seed) {
    return create(spec, Precision.of(type), seed);
  }

  /** A freshly initialised model; the seed is that of the stream "initialisation". */
  public static TranslationModel create(ModelSpec spec, Precision precision, long seed) {
    ParameterSource source = new ParameterSource();
    Parts parts = parts(spec, source);
    return parts.model(source.build(precision, seed));
  }

  /** A model whose weights are zeros, for weights that are there already. */
  public static TranslationModel zeros(ModelSpec spec, Precision precision) {
    ParameterSource source = new ParameterSource();
    Parts parts = parts(spec, source);
    return parts.model(source.zeros(precision));
  }

  /** How many weights a model of {@code spec} has; nothing native is made. */
  public static long parameterCount(ModelSpec spec) {
    ParameterSource source = new ParameterSource();
    parts(spec, source);
    return source.size();
  }

  /** How many weights each tensor of such a model has, by its name; nothing native is made. */
  public static Map<String, Long> parameterCounts(ModelSpec spec) {
    ParameterSource source = new ParameterSource();
    parts(spec, source);
    return source.declarations().sizes();
  }

  /** A model whose parameters are declared but not yet made. */
  record Parts(Embedding embedding, LayerStack encoder, LayerStack decoder, Linear output) {
    TranslationModel model(ParameterSet parameters) {
      return new TranslationModel(embedding, encoder, decoder, output, parameters);
    }
  }

  private static Parts parts(ModelSpec spec, ParameterSource source) {
    ModelSizes sizes = spec.sizes();
    Embedding embedding = new Embedding(source, spec.vocabulary(), sizes, spec.factorised());
    LayerStack encoder =
        switch (spec.family()) {
          case TRANSFORMER -> Transformer.encoder(source, sizes, spec.norm());
          case EVOLVED_TRANSFORMER -> EvolvedTransformer.encoder(source, sizes);
          case MULTI_SPLIT -> derived(source, "encoder", spec.architecture(), sizes);
        };
    LayerStack decoder =
        switch (spec.family()) {
          case TRANSFORMER -> Transformer.decoder(source, sizes, spec.norm());
          case EVOLVED_TRANSFORMER -> EvolvedTransformer.decoder(source, sizes);
          case MULTI_SPLIT -> derived(source, "decoder", spec.architecture(), sizes);
        };
    return new Parts(embedding, encoder, decoder, output(source, sizes, spec.factorised()));
  }

  /** The projection d → e before the softmax, or null. */
  static Linear output(ParameterSource source, ModelSizes sizes, boolean factorised) {
    return factorised ? new Linear(source, "output", sizes.width(), sizes.embeddingWidth()) : null;
  }

  private static MultiSplitStack derived(
      ParameterSource source, String side, Architecture architecture, ModelSizes sizes) {
    boolean encoder = side.equals("encoder");
    Topology block = encoder ? architecture.encoder() : architecture.decoder();
    int depth = encoder ? sizes.encoderLayers() : sizes.decoderLayers();
    Pooling pooling = architecture.pooling();
    OperationFactory factory =
        new OperationFactory(
            source, sizes, architecture.candidateNorm(), sizes.width() / block.splits());
    List<List<Node>> layers = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      List<Node> nodes = new ArrayList<>();
      List<OperationKind> kinds = block.layers().get(layer % block.depth());
      for (int split = 0; split < kinds.size(); split++) {
        String name = side + "." + layer + "." + split;
        nodes.add(new Node(pooling, factory.create(kinds.get(split), name)));
      }
      layers.add(nodes);
    }
    return new MultiSplitStack(source, side, layers, block.splits(), sizes.width());
  }
}
