package org.translatenas.translate.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.translatenas.reversible.StackSettings.Mode;
import org.translatenas.reversible.VocabularyLoss;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.SupernetModel;

/**
 * The memory of a search, from shapes alone: what is there for good, and the activations of a batch
 * in each mode of backpropagation. Bytes are those of live tensors; how much more is resident is
 * the allocator's doing (glibc before 2.38: up to two thirds more of the activations).
 */
public final class MemoryPlan {
  /** Of a node's candidates, those that an evaluation computes. */
  public enum Candidates {
    /** A mixture's. */
    ALL,
    /** The drawn one's; the plan is for the one that holds most. */
    ONE
  }

  private static final int FLOAT = Float.BYTES;

  /** Of each weight: itself, its gradient, and Adam's two moments. */
  private static final int COPIES = 4;

  private final SearchSpace space;
  private final ModelSizes sizes;
  private final int vocabulary;
  private final int boundaryEvery;
  private final boolean mixed;
  private final Candidates candidates;

  /**
   * The plan of a search of {@code space} at {@code sizes}.
   *
   * @param boundaryEvery the inputs of so many layers are stored in reversible mode; 0: none
   * @param mixed whether the big products may be made in bfloat16
   * @param candidates of each node, that are computed
   */
  public MemoryPlan(
      SearchSpace space,
      ModelSizes sizes,
      int vocabulary,
      int boundaryEvery,
      boolean mixed,
      Candidates candidates) {
    this.space = space;
    this.sizes = sizes;
    this.vocabulary = vocabulary;
    this.boundaryEvery = boundaryEvery;
    this.mixed = mixed;
    this.candidates = candidates;
  }

  /** The supernet's weights, in bytes. */
  public long weightBytes() {
    return FLOAT * SupernetModel.parameterCount(space, sizes, vocabulary);
  }

  /** The weights' copies in bfloat16, in bytes. */
  public long operandBytes() {
    return mixed ? weightBytes() / 2 : 0;
  }

  /** Weights, gradients, the optimiser's moments and copies in bfloat16, in bytes. */
  public long standingBytes() {
    return COPIES * weightBytes() + operandBytes();
  }

  /** The highest point of one step's activations, in bytes. */
  public long activationBytes(Mode mode, BatchShape batch) {
    StackActivations encoder = encoder(batch);
    StackActivations decoder = decoder(batch);
    double outer = outer(batch);
    // Logits and probabilities of some rows at a time.
    int rows = VocabularyLoss.rows(vocabulary);
    double loss = 2.0 * Math.min(rows, batch.targetPlaces()) * vocabulary;
    double encoderHeld = encoder.held(mode);
    double decoderPhase = encoderHeld + Math.max(decoder.peak(mode), decoder.held(mode) + loss);
    double encoderPhase = encoder.peak(mode);
    return (long) (FLOAT * (outer + Math.max(decoderPhase, encoderPhase)));
  }

  /** The highest point of the encoder's stack alone, in bytes. */
  public long encoderBytes(Mode mode, BatchShape batch) {
    return (long) (FLOAT * encoder(batch).peak(mode));
  }

  /** The highest point of the decoder's stack alone, in bytes. */
  public long decoderBytes(Mode mode, BatchShape batch) {
    return (long) (FLOAT * decoder(batch).peak(mode));
  }

  /** Embeddings with their graphs, the memory, and the states before the softmax. */
  private double outer(BatchShape batch) {
    double e = sizes.embeddingWidth();
    double d = sizes.width();
    // The embedded pieces before and after their projection, their mask and the splits' copies;
    // the joined top and its norm.
    double perPlace = 2 * e + 3.25 * d + 2 * d;
    return batch.sourcePlaces() * perPlace + batch.targetPlaces() * (perPlace + 2 * e);
  }

  private StackActivations encoder(BatchShape batch) {
    int splits = space.encoderSplits();
    NodeActivations nodes = nodes(false, splits, batch);
    List<List<OperationKind>> layer =
        Collections.nCopies(splits, computed(nodes, OperationKind.ENCODER));
    return new StackActivations(nodes, layer, sizes.encoderLayers(), boundaryEvery, mixed, 0);
  }

  private StackActivations decoder(BatchShape batch) {
    int splits = space.decoderSplits();
    NodeActivations nodes = nodes(true, splits, batch);
    List<List<OperationKind>> layer =
        new ArrayList<>(Collections.nCopies(splits - 1, computed(nodes, OperationKind.DECODER)));
    layer.add(List.of(OperationKind.CROSS_ATTENTION));
    double memory = (double) batch.sourcePlaces() * sizes.width();
    return new StackActivations(nodes, layer, sizes.decoderLayers(), boundaryEvery, mixed, memory);
  }

  private List<OperationKind> computed(NodeActivations nodes, List<OperationKind> kinds) {
    if (candidates == Candidates.ALL) {
      return kinds;
    }
    Comparator<OperationKind> byBackward =
        Comparator.comparingDouble(kind -> nodes.backward(List.of(kind)));
    return List.of(kinds.stream().max(byBackward).orElseThrow());
  }

  private NodeActivations nodes(boolean decoder, int splits, BatchShape batch) {
    return new NodeActivations(
        sizes, space.candidateNorm(), decoder, sizes.width() / splits, batch);
  }
}
