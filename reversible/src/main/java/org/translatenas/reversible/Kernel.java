package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A chain of libtorch operators in one call: a TorchScript source under {@code kernels/}, compiled
 * when first used.
 *
 * <p>The source is the body of a module: methods whose first parameter is {@code self}, the entry
 * being {@code forward}; big matrix products call {@code self.affine} and its sisters, which the
 * {@link ProductLibrary} gives, attention {@code self.attend} and convolutions {@code
 * self.convolve}. Tensors are passed one by one, or as lists ({@link Arguments#list}); numbers
 * travel as tensors, and shapes say the rest. Graph recording follows the caller's setting ({@link
 * Torch#recording}). Results belong to the innermost {@link Scope}.
 */
public final class Kernel {
  private static final List<String> SHARED = List.of("attend", "convolve");
  private static final Pattern PRODUCT = Pattern.compile("self\\.(affine|product|add_outer)\\(");
  private static final Map<String, Kernel> LOADED = new ConcurrentHashMap<>();
  private final String name;
  private final PtSymbolBlock module;

  /** The kernel with its big products by {@code library}. */
  Kernel(String name, ProductLibrary library) {
    this.name = name;
    try {
      byte[] archive = TorchScriptArchive.of(source(name, library));
      module =
          JniUtils.loadModule(
              (PtNDManager) Torch.manager(), new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kernel of the resource {@code kernels/NAME.py} beside this class. */
  public static Kernel named(String name) {
    return LOADED.computeIfAbsent(name, key -> new Kernel(name, ProductLibrary.ofProcess()));
  }

  private static String source(String name, ProductLibrary library) {
    StringBuilder text = new StringBuilder(read(name));
    for (String method : SHARED) {
      if (text.indexOf("self." + method + "(") >= 0) {
        text.append('\n').append(read(method));
      }
    }
    if (PRODUCT.matcher(text).find()) {
      text.append('\n').append(read(library.source()));
    }
    return text.toString();
  }

  private static String read(String name) {
    try (InputStream in = Kernel.class.getResourceAsStream("kernels/" + name + ".py")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no kernel " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls the kernel with one tensor for each parameter and returns its only result. */
  public NDArray call(NDArray... arguments) {
    NDList list = new NDList(arguments.length);
    for (NDArray argument : arguments) {
      list.add(argument);
    }
    return run(list).singletonOrThrow();
  }

  /** Calls the kernel with tensors and lists of tensors and returns all results. */
  NDList run(NDList arguments) {
    Torch.prepareThread();
    return Torch.profile().call(name, () -> forward(arguments));
  }

  private NDList forward(NDList arguments) {
    try {
      return IValueUtils.forward(module, arguments, true);
    } catch (RuntimeException e) {
      throw new IllegalStateException("kernel " + name + ": " + e.getMessage(), e);
    }
  }

  /** Starts the arguments of a call that takes lists of tensors or returns several results. */
  public Arguments with() {
    return new Arguments();
  }

  /** The arguments of one call, in the order of the kernel's parameters. */
  public final class Arguments {
    private final NDList list = new NDList();
    private final List<String> groups = new ArrayList<>();
    private int lists;

    private Arguments() {}

    /** Adds a parameter that is one tensor. */
    public Arguments tensor(NDArray array) {
      list.add(array);
      groups.add(null);
      return this;
    }

    /**
     * Adds a parameter that is a list of tensors; it may not be empty, and no tensor may stand
     * twice.
     */
    public Arguments list(Iterable<NDArray> arrays) {
      String group = "list" + lists++ + "[]";
      int before = list.size();
      for (NDArray array : arrays) {
        list.add(array);
        groups.add(group);
      }
      if (list.size() == before) {
        throw new IllegalArgumentException("kernel " + name + ": an empty list of tensors");
      }
      return this;
    }

    /** Makes the call. DJL groups tensors by name, so they bear one for its length. */
    public NDList call() {
      try {
        for (int i = 0; i < groups.size(); i++) {
          if (groups.get(i) != null) {
            mark(list.get(i), groups.get(i));
          }
        }
        return run(list);
      } finally {
        list.forEach(array -> array.setName(null));
      }
    }

    private void mark(NDArray array, String group) {
      if (array.getName() != null) {
        throw new IllegalArgumentException(
            "kernel " + name + ": a tensor stands in two lists: " + array.getName());
      }
      array.setName(group);
    }
  }
}
