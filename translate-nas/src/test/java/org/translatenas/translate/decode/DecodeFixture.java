package org.translatenas.translate.decode;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Pooling;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.training.config.ConfigReader;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.config.LengthPenaltyKind;
import org.translatenas.translate.config.TranslateConfig;
import org.translatenas.translate.data.Marks;
import org.translatenas.translate.model.BatchTensors;
import org.translatenas.translate.model.Context;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.ToyModels;
import org.translatenas.translate.model.TranslationModel;

/** Models, sources, and probabilities that are computed without cache and kernel. */
final class DecodeFixture {
  static final Marks MARKS = new Marks(3, 1, 2);

  private DecodeFixture() {}

  static DecodeConfig config(int beam, LengthPenaltyKind kind, double alpha, int maxLength) {
    return config(
        "beam=" + beam,
        "lengthPenaltyKind=" + kind.name().toLowerCase(Locale.ROOT),
        "lengthPenalty=" + alpha,
        "maxLengthA=0",
        "maxLengthB=" + maxLength);
  }

  /** The defaults with other values of keys of section {@code decode}. */
  static DecodeConfig config(String... settings) {
    List<String> keys = Arrays.stream(settings).map(setting -> "decode." + setting).toList();
    return ConfigReader.read(TranslateConfig.class, null, keys).decode();
  }

  /** One of each family. */
  static List<ModelSpec> specs(int vocabulary) {
    return List.of(
        ToyModels.transformer(NormPlacement.PRE, vocabulary),
        ToyModels.evolved(vocabulary),
        ToyModels.multiSplit(NormPlacement.PRE, Pooling.MAX, vocabulary));
  }

  /** A model that ends its translations at many lengths: its scores of the end mark are doubled. */
  static TranslationModel model(ModelSpec spec, long seed) {
    TranslationModel model = ToyModels.create(spec, DataType.FLOAT64, seed);
    double[] factors = new double[spec.vocabulary()];
    Arrays.fill(factors, 1);
    factors[MARKS.eosId()] = 2;
    Scope.run(
        () ->
            model
                .table()
                .value() // [V, e]
                .muli(Torch.manager().create(factors, new Shape(factors.length, 1))));
    return model;
  }

  static List<int[]> sources(SplittableRandom random, int count, int longest, int vocabulary) {
    List<int[]> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sources.add(random.ints(random.nextInt(1, longest + 1), 4, vocabulary).toArray());
    }
    return sources;
  }

  /** Log probabilities [V] of what follows {@code prefix}; the last of {@link #following}. */
  static double[] next(TranslationModel model, int[] source, int[] prefix) {
    return following(model, source, prefix)[prefix.length];
  }

  /**
   * Log probabilities [T + 1, V] of what follows each beginning of {@code ids}, none and all of it
   * included, by one pass over the whole; −∞ for what is never put out.
   */
  static double[][] following(TranslationModel model, int[] source, int[] ids) {
    long[] sourceIds = with(Arrays.stream(source).asLongStream().toArray(), MARKS.eosId(), false);
    long[] targetIds = with(Arrays.stream(ids).asLongStream().toArray(), MARKS.bosId(), true);
    double[][] result = new double[targetIds.length][];
    Scope.run(
        () -> {
          Context context =
              BatchTensors.context(sourceIds, 1, sourceIds.length, MARKS.padId(), DataType.FLOAT64);
          NDArray memory =
              model.encode(BatchTensors.ids(sourceIds, 1, sourceIds.length), context, Noise.NONE);
          NDArray states = // [1, T + 1, e]
              model.decode(
                  BatchTensors.ids(targetIds, 1, targetIds.length),
                  context.withMemory(memory),
                  Noise.NONE);
          NDArray logProbabilities = // [T + 1, V]
              states.get(0).matMul(model.table().value().transpose()).logSoftmax(1);
          for (int t = 0; t < result.length; t++) {
            result[t] = logProbabilities.get(t).toDoubleArray();
            result[t][MARKS.padId()] = Double.NEGATIVE_INFINITY;
            result[t][MARKS.bosId()] = Double.NEGATIVE_INFINITY;
          }
        });
    return result;
  }

  private static long[] with(long[] ids, int mark, boolean before) {
    long[] result = new long[ids.length + 1];
    System.arraycopy(ids, 0, result, before ? 1 : 0, ids.length);
    result[before ? 0 : ids.length] = mark;
    return result;
  }
}
