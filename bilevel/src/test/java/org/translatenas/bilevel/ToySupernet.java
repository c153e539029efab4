package org.translatenas.bilevel;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;

/**
 * A supernet whose best architecture is known. Node i mixes four functions of a number x, each with
 * a weight of its own, and should give 2·f_b(x) for its planted b: the loss is the square of what
 * is missing, quadratic in the weights, and no other function can bring it to zero.
 */
public class ToySupernet implements Supernet<double[]>, AutoCloseable {
  /** The planted architecture. */
  public static final List<Integer> BEST = List.of(2, 0, 3);

  private final List<SearchNode> nodes = new ArrayList<>();
  private final ParameterSet weights;

  /** What each evaluation was asked for, in order. */
  public final List<Wants> wants = new ArrayList<>();

  /** The seed of each evaluation, in order. */
  public final List<Long> seeds = new ArrayList<>();

  /** The batch of each evaluation, in order. */
  public final List<double[]> evaluated = new ArrayList<>();

  /** The mixing weights of each evaluation, in order. */
  public final List<double[][]> mixtures = new ArrayList<>();

  /** Whether an evaluation that was to give no gradient of the weights met one in the buffers. */
  public boolean staleGradients;

  /** A fresh one. */
  public ToySupernet() {
    ParameterSet.Declarations declarations = new ParameterSet.Declarations();
    for (int i = 0; i < BEST.size(); i++) {
      nodes.add(new SearchNode("node." + i, List.of("line", "square", "cube", "sine")));
      declarations.add("w" + i, Initializer.ONES, 4);
    }
    weights = declarations.build(DataType.FLOAT64, 1);
  }

  /** Batches of 16 numbers in (−2, 2). */
  public static Supplier<double[]> batches(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return () -> random.doubles(16, -2, 2).toArray();
  }

  private static double[] functions(double x) {
    return new double[] {x, x * x - 1, x * x * x / 3, Math.sin(3 * x)};
  }

  @Override
  public List<SearchNode> nodes() {
    return nodes;
  }

  @Override
  public ParameterSet weights() {
    return weights;
  }

  @Override
  public Evaluation evaluate(double[] batch, Mixture mixture, long seed, Wants asked) {
    double[][] mixing = mixture.weights();
    wants.add(asked);
    seeds.add(seed);
    evaluated.add(batch);
    mixtures.add(mixing);
    double[][] mixingGradient = new double[nodes.size()][4];
    double loss = 0;
    for (int node = 0; node < nodes.size(); node++) {
      Parameter parameter = weights.get("w" + node);
      double[] w = parameter.value().toDoubleArray();
      double[] gradient = new double[4];
      for (double x : batch) {
        double[] f = functions(x);
        double missing = -2 * f[BEST.get(node)];
        for (int k = 0; k < 4; k++) {
          missing += mixing[node][k] * w[k] * f[k];
        }
        loss += missing * missing;
        for (int k = 0; k < 4; k++) {
          gradient[k] += 2 * missing * mixing[node][k] * f[k] / batch.length;
          if (!mixture.sparse() || mixing[node][k] != 0) {
            mixingGradient[node][k] += 2 * missing * w[k] * f[k] / batch.length;
          }
        }
      }
      if (asked.weights()) {
        Scope.run(() -> parameter.gradient().addi(Torch.manager().create(gradient)));
      } else {
        for (double left : parameter.gradient().toDoubleArray()) {
          staleGradients |= left != 0;
        }
      }
    }
    return new Evaluation(loss, batch.length, asked.mixing() ? mixingGradient : null);
  }

  @Override
  public void close() {
    weights.close();
  }
}
