package org.translatenas.reversible;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
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
  private static final ThreadLocal<Settings> THREAD = ThreadLocal.withInitial(Settings::new);
  private static final NDManager ROOT = start();
  private static final NDManager HOST = ROOT.newSubManager(Device.cpu());

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

  /**
   * The manager of tensors in the host's memory, wherever others live: numbers that a kernel reads
   * as such, for which it would have to wait if they came from a graphics card.
   */
  public static NDManager host() {
    prepareThread();
    return HOST;
  }

  /** Of one thread. */
  private static final class Settings {
    private boolean prepared;
    private Profile profile = Profile.OFF;
  }

  static void prepareThread() {
    Settings settings = THREAD.get();
    if (!settings.prepared) {
      JniUtils.setGraphExecutorOptimize(false);
      JniUtils.setGradMode(false);
      settings.prepared = true;
    }
  }

  /** Runs {@code body} while {@code profile} hears what this thread does. */
  public static void profiling(Profile profile, Runnable body) {
    Settings settings = THREAD.get();
    Profile before = settings.profile;
    settings.profile = profile;
    try {
      body.run();
    } finally {
      settings.profile = before;
    }
  }

  /** What hears where this thread's time goes. */
  public static Profile profile() {
    return THREAD.get().profile;
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
   * ‖x‖₂ of a flat tensor. (DJL's own {@code norm} sums in one go: of 200 million float32 elements
   * it is wrong by some per cent.)
   */
  public static double norm(NDArray x) {
    double[] norm = new double[1];
    Scope.run(
        () -> norm[0] = Kernel.named("norm").call(x).toType(DataType.FLOAT64, false).getDouble());
    return norm[0];
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
