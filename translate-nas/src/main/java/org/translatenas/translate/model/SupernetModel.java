package org.translatenas.translate.model;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Precision;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.architecture.SearchSpace.SearchedNode;
import org.translatenas.translate.model.operation.ParameterSource;

/**
 * The supernet: a model of multi-split stacks in which every searched node holds all its
 * candidates, mixed by weights A that the copies of a node in the repeats of the block share.
 */
public final class SupernetModel implements AutoCloseable {
  private final TranslationModel model;
  private final List<Mixing> mixing;
  private final ParameterSet mixingWeights;

  private SupernetModel(TranslationModel model, List<Mixing> mixing, ParameterSet mixingWeights) {
    this.model = model;
    this.mixing = mixing;
    this.mixingWeights = mixingWeights;
  }

  /** A freshly initialised supernet; the seed is that of the stream "initialisation". */
  public static SupernetModel create(
      SearchSpace space, ModelSizes sizes, int vocabulary, DataType type, long seed) {
    return create(space, sizes, vocabulary, Precision.of(type), seed, Mixing.Form.PLAIN);
  }

  /**
   * The same.
   *
   * @param form what is normalised in each node
   */
  public static SupernetModel create(
      SearchSpace space,
      ModelSizes sizes,
      int vocabulary,
      Precision precision,
      long seed,
      Mixing.Form form) {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    for (SearchedNode node : space.nodes()) {
      declarations.add(node.name(), Initializer.ZEROS, node.kinds().size());
    }
    ParameterSet mixingWeights = declarations.build(precision.weights(), 0);
    Map<String, Mixing> byName = new LinkedHashMap<>();
    for (SearchedNode node : space.nodes()) {
      byName.put(node.name(), new Mixing(node.kinds(), mixingWeights.get(node.name()), form));
    }
    ParameterSource source = new ParameterSource();
    ModelFactory.Parts parts = parts(space, sizes, vocabulary, source, byName);
    return new SupernetModel(
        parts.model(source.build(precision, seed)), List.copyOf(byName.values()), mixingWeights);
  }

  /** How many weights a supernet has; nothing native is made. */
  public static long parameterCount(SearchSpace space, ModelSizes sizes, int vocabulary) {
    ParameterSource source = new ParameterSource();
    parts(space, sizes, vocabulary, source, Map.of());
    return source.size();
  }

  private static ModelFactory.Parts parts(
      SearchSpace space,
      ModelSizes sizes,
      int vocabulary,
      ParameterSource source,
      Map<String, Mixing> mixing) {
    Embedding embedding = new Embedding(source, vocabulary, sizes, true);
    LayerStack encoder = stack(source, true, space, sizes, mixing);
    LayerStack decoder = stack(source, false, space, sizes, mixing);
    return new ModelFactory.Parts(
        embedding, encoder, decoder, ModelFactory.output(source, sizes, true));
  }

  private static MultiSplitStack stack(
      ParameterSource source,
      boolean encoder,
      SearchSpace space,
      ModelSizes sizes,
      Map<String, Mixing> mixing) {
    String side = encoder ? "encoder" : "decoder";
    int splits = encoder ? space.encoderSplits() : space.decoderSplits();
    int depth = encoder ? sizes.encoderLayers() : sizes.decoderLayers();
    OperationFactory factory =
        new OperationFactory(source, sizes, space.candidateNorm(), sizes.width() / splits);
    List<List<Node>> layers = new ArrayList<>();
    for (int layer = 0; layer < depth; layer++) {
      List<Node> nodes = new ArrayList<>();
      for (int split = 0; split < splits; split++) {
        String name = side + "." + layer + "." + split;
        if (!encoder && split == splits - 1) {
          nodes.add(new Node(space.pooling(), factory.create(OperationKind.CROSS_ATTENTION, name)));
        } else {
          String searched = side + "." + layer % space.depth() + "." + split;
          nodes.add(mixedNode(space, factory, encoder, name, mixing.get(searched)));
        }
      }
      layers.add(nodes);
    }
    return new MultiSplitStack(source, side, layers, splits, sizes.width());
  }

  private static Node mixedNode(
      SearchSpace space, OperationFactory factory, boolean encoder, String name, Mixing mixing) {
    List<OperationKind> kinds = encoder ? OperationKind.ENCODER : OperationKind.DECODER;
    return new Node(
        space.pooling(), kinds.stream().map(kind -> factory.create(kind, name)).toList(), mixing);
  }

  /** The network with its weights. */
  public TranslationModel model() {
    return model;
  }

  /** The mixing weights of the searched nodes, in the order of {@link SearchSpace#nodes}. */
  public List<Mixing> mixing() {
    return mixing;
  }

  /** All mixing weights. */
  public ParameterSet mixingWeights() {
    return mixingWeights;
  }

  @Override
  public void close() {
    model.close();
    mixing.forEach(Mixing::close);
    mixingWeights.close();
  }
}
