package org.translatenas.translate.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.translatenas.reversible.Pooling;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.OperationKind;
import org.translatenas.translate.architecture.Topology;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.ModelSpec.Family;

/** Makes drawings of architectures and of models. */
public final class Drawings {
  private Drawings() {}

  /** A searched architecture without the numbers that belong to a model. */
  public static ModelDrawing of(Architecture architecture) {
    return new ModelDrawing(
        List.of(title(architecture)),
        pooling(architecture),
        multiSplit("encoder", architecture.encoder(), 0, 0),
        multiSplit("decoder", architecture.decoder(), 0, 0),
        WeightCounts.UNKNOWN);
  }

  /** A model of any family, with the weights of its parts counted. */
  public static ModelDrawing of(ModelSpec spec) {
    Architecture architecture = spec.architecture();
    ModelSizes sizes = spec.sizes();
    WeightCounts counts = new WeightCounts(ModelFactory.parameterCounts(spec));
    boolean split = spec.family() == Family.MULTI_SPLIT;
    return new ModelDrawing(
        List.of(split ? title(architecture) : SublayerStacks.title(spec), numbers(spec)),
        split ? pooling(architecture) : "",
        split
            ? multiSplit("encoder", architecture.encoder(), sizes.encoderLayers(), sizes.width())
            : SublayerStacks.encoder(spec),
        split
            ? multiSplit("decoder", architecture.decoder(), sizes.decoderLayers(), sizes.width())
            : SublayerStacks.decoder(spec),
        counts);
  }

  private static String title(Architecture architecture) {
    return "multi-split architecture, normalisation "
        + (architecture.candidateNorm() == NormPlacement.PRE ? "before" : "after")
        + " each operation";
  }

  private static String pooling(Architecture architecture) {
    boolean several = architecture.encoder().splits() > 2 || architecture.decoder().splits() > 2;
    return !several ? "" : architecture.pooling() == Pooling.MAX ? "the maximum" : "the average";
  }

  private static String numbers(ModelSpec spec) {
    ModelSizes sizes = spec.sizes();
    return String.format(
        Locale.ROOT,
        "vocabulary %,d, embedding width %,d, width %,d, %d heads, dropout %s",
        spec.vocabulary(),
        sizes.embeddingWidth(),
        sizes.width(),
        sizes.heads(),
        sizes.dropout());
  }

  private static DrawnStack multiSplit(String side, Topology block, int depth, int width) {
    int splits = block.splits();
    List<List<DrawnNode>> layers = new ArrayList<>();
    for (int layer = 0; layer < block.depth(); layer++) {
      List<DrawnNode> nodes = new ArrayList<>();
      for (int split = 0; split < splits; split++) {
        OperationKind kind = block.layers().get(layer).get(split);
        int own = split;
        nodes.add(
            new DrawnNode(
                kind.text(),
                IntStream.range(0, splits).filter(other -> other != own).boxed().toList(),
                own,
                kind == OperationKind.CROSS_ATTENTION,
                side + "." + layer + "." + split + "."));
      }
      layers.add(nodes);
    }
    String summary =
        depth == 0
            ? splits + " splits"
            : "%s, %d splits of %d".formatted(layers(depth), splits, width / splits);
    return new DrawnStack(side, summary, splits, depth / block.depth(), layers, true);
  }

  static String layers(int depth) {
    return depth == 1 ? "1 layer" : depth + " layers";
  }
}
