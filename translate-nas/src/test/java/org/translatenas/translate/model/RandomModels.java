package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.Topology;

/** Small models in float64 whose weights, biases and norms too, are all random. */
final class RandomModels {
  static final int VOCABULARY = 23;
  static final int PAD = 3;

  /** Sizes for width 24: 2 heads, 2 and 2 layers, no dropout. */
  static final ModelSizes SIZES = new ModelSizes(8, 24, 20, 2, 2, 2, 0, 0, 0);

  private RandomModels() {}

  /** Two layers of two encoder nodes of one kind; two of {@code decoder} beside cross attention. */
  static ModelSpec multiSplit(OperationKind encoder, OperationKind decoder, NormPlacement norm) {
    Architecture architecture =
        new Architecture(
            new Topology(List.of(Collections.nCopies(2, encoder))),
            new Topology(List.of(List.of(decoder, decoder, OperationKind.CROSS_ATTENTION))),
            Pooling.MAX,
            norm);
    return new ModelSpec(ModelSpec.Family.MULTI_SPLIT, null, architecture, SIZES, VOCABULARY);
  }

  /** A Transformer or Evolved Transformer. */
  static ModelSpec family(ModelSpec.Family family, NormPlacement norm) {
    return new ModelSpec(family, norm, null, SIZES, VOCABULARY);
  }

  static TranslationModel create(ModelSpec spec) {
    TranslationModel model = ModelFactory.create(spec, DataType.FLOAT64, 9);
    Scope.run(
        () -> {
          NDArray weights = model.parameters().values();
          SplittableRandom random = new SplittableRandom(5);
          double[] values = new double[Math.toIntExact(weights.size())];
          for (int i = 0; i < values.length; i++) {
            values[i] = 0.3 * random.nextGaussian();
          }
          Torch.copy(Torch.manager().create(values), weights);
        });
    return model;
  }

  /** The states [B, T, e] of sentences and their translations, padded to the longest of each. */
  static NDArray states(TranslationModel model, long[][] sources, long[][] targets) {
    Context context = context(sources);
    NDArray memory = model.encode(padded(sources), context, Noise.NONE);
    return model.decode(padded(targets), context.withMemory(memory), Noise.NONE);
  }

  /** The memory [B, S, d] of sentences. */
  static NDArray memory(TranslationModel model, long[][] sources) {
    return model.encode(padded(sources), context(sources), Noise.NONE);
  }

  private static Context context(long[][] sources) {
    long[] ids = flat(sources);
    return BatchTensors.context(
        ids, sources.length, ids.length / sources.length, PAD, DataType.FLOAT64);
  }

  private static NDArray padded(long[][] sentences) {
    long[] ids = flat(sentences);
    return BatchTensors.ids(ids, sentences.length, ids.length / sentences.length);
  }

  private static long[] flat(long[][] sentences) {
    int longest = 0;
    for (long[] sentence : sentences) {
      longest = Math.max(longest, sentence.length);
    }
    long[] ids = new long[sentences.length * longest];
    Arrays.fill(ids, PAD);
    for (int i = 0; i < sentences.length; i++) {
      System.arraycopy(sentences[i], 0, ids, i * longest, sentences[i].length);
    }
    return ids;
  }

  /** Largest difference of two tensors of one shape. */
  static double difference(NDArray a, NDArray b) {
    return a.sub(b).abs().max().getDouble();
  }
}
