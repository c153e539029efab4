package org.translatenas.reversible;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where dropout gets its masks: a pure function of a key and a position, so a mask is replayed
 * exactly by asking again, and no generator is touched. The key grows with each part of the address
 * (step, layer, sub-function, site).
 *
 * <p>The i-th eight bytes of a mask are SplitMix64's mix of key + i·γ; an element is dropped when
 * its byte is below t = round(256·rate), at most 255. The realised rate is t/256 and the scale of
 * what is kept 256/(256 − t).
 */
public final class Noise {
  /** No dropout: evaluation. */
  public static final Noise NONE = new Noise(0, false);

  private static final long HIGH = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;

  private final long key;
  private final boolean active;

  private Noise(long key, boolean active) {
    this.key = key;
    this.active = active;
  }

  /** The noise of one update. */
  public static Noise of(long root, long step) {
    return new Noise(Seeds.of(root, step), true);
  }

  /** The noise at a finer address. */
  public Noise at(long part) {
    return active ? new Noise(Seeds.of(key, part), true) : this;
  }

  /**
   * {@code x} with elements dropped at {@code rate} and the others scaled up; {@code x} itself
   * where there is no noise.
   */
  public NDArray dropout(NDArray x, double rate, int site) {
    NDArray keep = keep(x.getShape(), rate, site);
    return keep.size() == 0 ? x : Kernel.named("dropout").call(x, keep, scale(rate));
  }

  /**
   * 1 where an element is kept and 0 where not, int8, which libtorch multiplies in half the time of
   * a boolean; a tensor without elements where nothing is dropped.
   */
  public NDArray keep(Shape shape, double rate, int site) {
    int threshold = active ? threshold(rate) : 0;
    if (threshold == 0) {
      return Torch.manager().create(new Shape(0), DataType.INT8);
    }
    long maskKey = Seeds.of(key, site);
    boolean hosted = !Torch.manager().getDevice().isGpu();
    return Torch.profile()
        .call(
            "dropout masks",
            () -> hosted ? filled(shape, maskKey, threshold) : computed(shape, maskKey, threshold));
  }

  private static NDArray filled(Shape shape, long key, int threshold) {
    NDArray keep = Torch.manager().create(shape, DataType.INT8);
    fill(keep.toByteBuffer(true), key, threshold);
    return keep;
  }

  /** The same mask, made where tensors live: in the memory of a graphics card Java cannot write. */
  static NDArray computed(Shape shape, long key, int threshold) {
    NDArray sizes = Torch.host().create(shape.getShape());
    NDArray numbers =
        Torch.host()
            .create(
                new long[] {
                  key,
                  threshold <= 128 ? 0 : 1,
                  (threshold <= 128 ? threshold : threshold - 128) * ONES
                });
    NDArray here = Torch.manager().create(new Shape(0), DataType.INT64);
    return Kernel.named("keep_mask").call(numbers, sizes, here);
  }

  /** The factor by which kept elements are scaled, as a tensor of one number. */
  public static NDArray scale(double rate) {
    return Torch.host().create((float) (256.0 / (256 - threshold(rate))));
  }

  static int threshold(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("a dropout rate lies in [0, 1): " + rate);
    }
    return (int) Math.min(255, Math.round(256 * rate));
  }

  /** Eight bytes at a time: 1 where the random byte is at least {@code threshold}. */
  static void fill(ByteBuffer bytes, long key, int threshold) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    int size = bytes.limit();
    long counter = key;
    int at = 0;
    for (; at + 8 <= size; at += 8, counter += Seeds.GAMMA) {
      bytes.putLong(at, kept(Seeds.mix(counter), threshold));
    }
    long last = kept(Seeds.mix(counter), threshold);
    for (; at < size; at++, last >>>= 8) {
      bytes.put(at, (byte) last);
    }
  }

  private static long kept(long x, int threshold) {
    long high =
        threshold <= 128
            ? (((x | HIGH) - threshold * ONES) | x) & HIGH
            : ((x | HIGH) - (threshold - 128) * ONES) & x & HIGH;
    return high >>> 7;
  }
}
