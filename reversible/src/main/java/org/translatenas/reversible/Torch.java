package org.translatenas.reversible;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * The door to libtorch: starts the engine once and switches graph recording.
 *
 * <p>Graph recording and TorchScript's optimiser are settings of a thread. The engine starts with
 * recording off; {@link #recording} switches it on for the length of one call. The optimiser is
 * switched off for good in each thread that asks for a manager or calls a kernel: it may fuse
 * differently with and without gradients, and reconstruction relies on the same kernel giving the
 * same bits in both settings.
 */
public final class Torch {
  private static final ThreadLocal<Boolean> PREPARED = ThreadLocal.withInitial(() -> false);
  private static final NDManager ROOT = start();

  private Torch() {}

  private static NDManager start() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    return Engine.getEngine("PyTorch").newBaseManager();
  }

  /** The manager to which everything belongs that no {@link Scope} closes. */
  public static NDManager manager() {
    prepareThread();
    return ROOT;
  }

  static void prepareThread() {
    if (!PREPARED.get()) {
      JniUtils.setGraphExecutorOptimize(false);
      JniUtils.setGradMode(false);
      PREPARED.set(true);
    }
  }

  /** Runs {@code body} with graph recording on, and sets it back as it was. */
  public static <T> T recording(Supplier<T> body) {
    return withRecording(true, body);
  }

  /** Runs {@code body} with graph recording off, and sets it back as it was. */
  public static <T> T notRecording(Supplier<T> body) {
    return withRecording(false, body);
  }

  private static <T> T withRecording(boolean on, Supplier<T> body) {
    prepareThread();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(on);
    try {
      return body.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Sets the threads that one operator may use. */
  public static void setThreads(int threads) {
    manager();
    JniUtils.setNumThreads(threads);
  }

  /** The threads that one operator may use. */
  public static int threads() {
    manager();
    return JniUtils.getNumThreads();
  }

  /** Where tensors are made: cpu, or a graphics card. */
  public static String device() {
    Device device = manager().getDevice();
    return device.isGpu() ? device.getDeviceType() + " " + device.getDeviceId() : "cpu";
  }

  /**
   * Writes numbers into the memory of {@code target}, seen by every view of it; types are
   * converted. (DJL's own {@code copyTo} gives the target other memory, which cuts it off from its
   * views.)
   */
  public static void copy(NDArray source, NDArray target) {
    Scope.run(() -> notRecording(() -> Kernel.named("copy").call(target, source)));
  }
}
