package org.translatenas.translate.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Kernel;
import org.translatenas.reversible.MultiSplitLayer;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ReversibleStack;
import org.translatenas.reversible.SubFunction;
import org.translatenas.translate.model.operation.Constants;
import org.translatenas.translate.model.operation.LayerNorm;
import org.translatenas.translate.model.operation.ParameterSource;

/**
 * A stack of multi-split layers: the input is cut into n splits along its width, the top's splits
 * are joined and normalised.
 */
public final class MultiSplitStack implements LayerStack {
  private final ReversibleStack stack;
  private final int splits;
  private final LayerNorm norm;

  /** A stack of {@code layers}, each with {@code splits} nodes, at width d = {@code width}. */
  public MultiSplitStack(
      ParameterSource source, String name, List<List<Node>> layers, int splits, int width) {
    this.stack = new ReversibleStack(layers.stream().map(MultiSplitLayer::new).toList());
    this.splits = splits;
    this.norm = new LayerNorm(source, name + ".norm", width);
  }

  /** The layers between splitting and joining. */
  public ReversibleStack reversible() {
    return stack;
  }

  /** The normalisation of the joined output. */
  public LayerNorm norm() {
    return norm;
  }

  /** [B, T, d] to n tensors [B, T, c], each in memory of its own as the replay's are. */
  public NDList split(NDArray x) {
    return Kernel.named("split").with().tensor(x).tensor(Constants.number(splits)).call();
  }

  /** n tensors [B, T, c] to [B, T, d]. */
  public static NDArray join(NDList splits) {
    return NDArrays.concat(splits, 2);
  }

  @Override
  public NDArray apply(NDArray x, Context context, Noise noise) {
    return norm.apply(join(stack.forward(split(x), context.toSideInputs(), noise)));
  }

  @Override
  public NDArray step(NDArray x, Context context, DecoderCache cache) {
    NDList current = split(x);
    for (MultiSplitLayer layer : stack.layers()) {
      for (int k = 0; k < splits; k++) {
        Node node = (Node) layer.functions().get(k);
        NDList others = MultiSplitLayer.others(current, k);
        current.set(k, current.get(k).add(node.step(others, context, cache)));
      }
    }
    return norm.apply(join(current));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(nodeParameters());
    all.addAll(norm.parameters());
    return all;
  }

  /** The weights of the nodes, without the final normalisation. */
  public List<Parameter> nodeParameters() {
    List<Parameter> all = new ArrayList<>();
    for (MultiSplitLayer layer : stack.layers()) {
      for (SubFunction function : layer.functions()) {
        all.addAll(function.weights());
      }
    }
    return all;
  }
}
