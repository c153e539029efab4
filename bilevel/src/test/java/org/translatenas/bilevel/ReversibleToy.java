package org.translatenas.bilevel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.translatenas.reversible.Initializer;
import org.translatenas.reversible.MultiSplitLayer;
import org.translatenas.reversible.Noise;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.ReversibleStack;
import org.translatenas.reversible.Scope;
import org.translatenas.reversible.SecondOrder;
import org.translatenas.reversible.Seeds;
import org.translatenas.reversible.SideInputs;
import org.translatenas.reversible.StackPass;
import org.translatenas.reversible.StackSettings;
import org.translatenas.reversible.SubFunction;
import org.translatenas.reversible.Torch;
import org.translatenas.reversible.Wants;

/**
 * A small space of 64 networks as a reversible supernet: one layer of three splits of width c = 4,
 * three searched nodes, four operations of the mean h of the other two splits: zero, h W, tanh(h
 * W), (h W) ∘ (h V). Smooth, float64. The task is a network of the space with planted operations.
 * When normalised, each operation's output is divided by its root mean square over the channels, so
 * that the mixing weights alone are its scale.
 */
public final class ReversibleToy implements Supernet<ReversibleToy.Batch>, AutoCloseable {
  private static final List<String> OPERATIONS = List.of("zero", "linear", "tanh", "product");
  private static final int NODES = 3;
  private static final int WIDTH = 4;
  private static final SideInputs NO_SIDE = new SideInputs(new NDList(), new NDList());

  /** Examples: inputs and targets, n tensors [B, 1, c] each, as numbers. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Batch(double[][] inputs, double[][] targets) {
    int size() {
      return inputs[0].length / WIDTH;
    }

    /** Some of these examples, drawn with replacement. */
    public Batch draw(int count, SplittableRandom random) {
      int[] examples = random.ints(count, 0, size()).toArray();
      return new Batch(select(inputs, examples), select(targets, examples));
    }

    private static double[][] select(double[][] from, int[] examples) {
      double[][] result = new double[from.length][examples.length * WIDTH];
      for (int split = 0; split < from.length; split++) {
        for (int i = 0; i < examples.length; i++) {
          System.arraycopy(from[split], examples[i] * WIDTH, result[split], i * WIDTH, WIDTH);
        }
      }
      return result;
    }
  }

  private final List<SearchNode> nodes;
  private final ParameterSet weights;
  private final ParameterSet mixing;
  private final List<Mixed> functions = new ArrayList<>();
  private final ReversibleStack stack;
  private final StackSettings settings;
  private final double dropout;
  private final boolean normalised;

  /** A node that mixes its operations. */
  private final class Mixed implements SubFunction {
    private final int node;
    private List<Integer> active = List.of();

    Mixed(int node) {
      this.node = node;
    }

    @Override
    public NDArray apply(NDList others, SideInputs side, Noise noise) {
      NDArray h = others.get(0).add(others.get(1)).mul(0.5); // [B, 1, c]
      NDArray a = mixing.get("a" + node).value(); // [4]
      NDArray sum = h.zerosLike();
      for (int k : active) {
        NDArray out = noise.dropout(normalise(operation(k, h)), dropout, k);
        sum = sum.add(out.mul(a.get(k)));
      }
      return sum;
    }

    private NDArray operation(int k, NDArray h) {
      NDArray once = h.matMul(weight(k, "w"));
      return switch (OPERATIONS.get(k)) {
        case "linear" -> once;
        case "tanh" -> once.tanh();
        case "product" -> once.mul(h.matMul(weight(k, "v")));
        default -> throw new IllegalArgumentException("zero computes nothing");
      };
    }

    private NDArray normalise(NDArray out) {
      if (!normalised) {
        return out;
      }
      NDArray square = out.square().mean(new int[] {-1}, true);
      return out.div(square.add(1e-6).sqrt());
    }

    private NDArray weight(int k, String which) {
      return weights.get(node + "." + OPERATIONS.get(k) + "." + which).value();
    }

    @Override
    public List<Parameter> weights() {
      List<Parameter> all = new ArrayList<>();
      for (int k : active) {
        all.add(weights.get(node + "." + OPERATIONS.get(k) + ".w"));
        if (OPERATIONS.get(k).equals("product")) {
          all.add(weights.get(node + ".product.v"));
        }
      }
      return all;
    }

    @Override
    public List<Parameter> mixing() {
      return List.of(mixing.get("a" + node));
    }
  }

  /** A fresh one. */
  public ReversibleToy(StackSettings.Mode mode, double dropout, long seed) {
    this(mode, dropout, false, seed);
  }

  /** A fresh one, {@code normalised} or not. */
  public ReversibleToy(StackSettings.Mode mode, double dropout, boolean normalised, long seed) {
    this.normalised = normalised;
    this.settings = StackSettings.of(mode);
    this.dropout = dropout;
    nodes =
        IntStream.range(0, NODES).mapToObj(i -> new SearchNode("node." + i, OPERATIONS)).toList();
    ParameterSet.Declarations declared = new ParameterSet.Declarations();
    ParameterSet.Declarations mixed = new ParameterSet.Declarations();
    for (int node = 0; node < NODES; node++) {
      for (String name : List.of("linear.w", "tanh.w", "product.w", "product.v")) {
        declared.add(node + "." + name, Initializer.normal(0.5), WIDTH, WIDTH);
      }
      mixed.add("a" + node, Initializer.ZEROS, OPERATIONS.size());
      functions.add(new Mixed(node));
    }
    weights = declared.build(DataType.FLOAT64, seed);
    mixing = mixed.build(DataType.FLOAT64, 0);
    stack = new ReversibleStack(List.of(new MultiSplitLayer(functions)));
  }

  /** All 64 architectures. */
  public static List<List<Integer>> architectures() {
    return IntStream.range(0, 64).mapToObj(i -> List.of(i / 16, i / 4 % 4, i % 4)).toList();
  }

  /** An architecture in a word of its operations' initials, such as {@code tpl}. */
  public static String initials(List<Integer> architecture) {
    return architecture.stream()
        .map(k -> OPERATIONS.get(k).substring(0, 1))
        .collect(Collectors.joining());
  }

  /**
   * Batches of a task, without end.
   *
   * @param task a network with weights of the seed {@code task} gives the targets
   * @param planted its operations
   * @param noise standard deviation of what is added to each target
   */
  public static Supplier<Batch> batches(
      long task, List<Integer> planted, double noise, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return () -> {
      double[][] inputs = new double[NODES][size * WIDTH];
      for (double[] row : inputs) {
        for (int i = 0; i < row.length; i++) {
          row[i] = random.nextGaussian();
        }
      }
      try (ReversibleToy teacher =
          new ReversibleToy(StackSettings.Mode.STORED, 0, Seeds.named(task, "teacher"))) {
        double[][] targets = teacher.outputs(inputs, planted);
        for (double[] row : targets) {
          for (int i = 0; i < row.length; i++) {
            row[i] += noise * random.nextGaussian();
          }
        }
        return new Batch(inputs, targets);
      }
    };
  }

  private double[][] outputs(double[][] inputs, List<Integer> planted) {
    double[][] result = new double[NODES][];
    Scope.run(
        () -> {
          set(Mixture.sparse(Mixtures.oneHot(new double[NODES][4], planted)), Wants.NOTHING);
          NDList top = stack.forward(tensors(inputs), NO_SIDE, Noise.NONE);
          for (int i = 0; i < NODES; i++) {
            result[i] = top.get(i).toDoubleArray();
          }
        });
    return result;
  }

  @Override
  public List<SearchNode> nodes() {
    return nodes;
  }

  @Override
  public ParameterSet weights() {
    return weights;
  }

  private void set(Mixture mixture, Wants wants) {
    for (int node = 0; node < NODES; node++) {
      double[] a = mixture.weights()[node];
      Torch.copy(Torch.manager().create(a), mixing.get("a" + node).value());
      boolean all = wants.mixing() && !mixture.sparse();
      functions.get(node).active =
          IntStream.range(1, 4).filter(k -> all || a[k] != 0).boxed().toList();
    }
    mixing.zeroGradients();
  }

  private static NDList tensors(double[][] numbers) {
    NDList list = new NDList();
    for (double[] row : numbers) {
      // Java's memory begins anywhere, and the last bits of a product depend on where: so a copy.
      NDArray java = Torch.manager().create(row, new Shape(row.length / WIDTH, 1, WIDTH));
      list.add(java.duplicate());
    }
    return list;
  }

  @Override
  public Evaluation evaluate(Batch batch, Mixture mixture, long seed, Wants wants) {
    Evaluation[] result = new Evaluation[1];
    Scope.run(
        () -> {
          set(mixture, wants);
          StackPass pass = stack.begin(tensors(batch.inputs()), NO_SIDE, noise(seed), settings);
          NDList targets = tensors(batch.targets());
          int count = batch.size();
          double loss = 0;
          NDList cotangents = new NDList();
          for (int i = 0; i < NODES; i++) {
            NDArray far = pass.top().get(i).sub(targets.get(i));
            loss += far.mul(far).sum().getDouble();
            cotangents.add(far.mul(2.0 / count));
          }
          if (wants.weights() || wants.mixing()) {
            pass.backward(cotangents, wants);
          }
          result[0] = new Evaluation(loss, count, wants.mixing() ? mixingGradient() : null);
        });
    return result[0];
  }

  private Noise noise(long seed) {
    return dropout == 0 ? Noise.NONE : Noise.of(seed, 0);
  }

  private double[][] mixingGradient() {
    return IntStream.range(0, NODES)
        .mapToObj(node -> mixing.get("a" + node).gradient().toDoubleArray())
        .toArray(double[][]::new);
  }

  @Override
  public boolean supportsDoubleBackward() {
    return settings.mode() == StackSettings.Mode.STORED;
  }

  /** ∂/∂w and ∂/∂A of ⟨∂L/∂w, v⟩. */
  @Override
  public CurvatureProducts curvature(Batch batch, Mixture mixture, long seed) {
    return new CurvatureProducts() {
      @Override
      public NDArray hessian(NDArray v) {
        return Scope.keep(() -> flat(product(batch, mixture, seed, v).get(0)));
      }

      @Override
      public double[][] mixed(NDArray v) {
        double[][] result = new double[NODES][];
        Scope.run(
            () -> {
              NDList found = product(batch, mixture, seed, v).get(1);
              for (int i = 0; i < NODES; i++) {
                result[i] = found.get(i).toDoubleArray();
              }
            });
        return result;
      }
    };
  }

  private List<NDList> product(Batch batch, Mixture mixture, long seed, NDArray v) {
    set(mixture, Wants.MIXING);
    NDList w = new NDList();
    weights.all().forEach(p -> w.add(p.value()));
    NDList a = new NDList();
    mixing.all().forEach(p -> a.add(p.value()));
    NDArray loss =
        Torch.recording(
            () -> {
              NDList top = stack.forward(tensors(batch.inputs()), NO_SIDE, noise(seed));
              NDList targets = tensors(batch.targets());
              NDArray sum = Torch.manager().create(0.0);
              for (int i = 0; i < NODES; i++) {
                NDArray far = top.get(i).sub(targets.get(i));
                sum = sum.add(far.mul(far).sum());
              }
              return sum.div(batch.size());
            });
    NDList gradients =
        SecondOrder.gradients(new NDList(loss), new NDList(Torch.manager().create(1.0)), w);
    NDList parts = parts(v);
    return List.of(
        SecondOrder.gradients(gradients, parts, w), SecondOrder.gradients(gradients, parts, a));
  }

  /** The parts of a flat vector that belong to each weight. */
  private NDList parts(NDArray v) {
    NDList parts = new NDList();
    long at = 0;
    for (Parameter p : weights.all()) {
      long size = p.value().size(); // 16: no alignment between weights
      parts.add(v.get(at + ":" + (at + size)).reshape(p.value().getShape()));
      at += size;
    }
    return parts;
  }

  private static NDArray flat(NDList parts) {
    NDArray result = parts.get(0).flatten();
    for (int i = 1; i < parts.size(); i++) {
      result = result.concat(parts.get(i).flatten());
    }
    return result.stopGradient();
  }

  @Override
  public void close() {
    weights.close();
    mixing.close();
  }
}
