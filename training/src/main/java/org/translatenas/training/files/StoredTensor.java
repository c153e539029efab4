package org.translatenas.training.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A tensor as a file holds it: number format, shape, and the numbers in row-major order as
 * little-endian bytes. It may be a view of a memory-mapped file; nothing is copied until asked for.
 */
public final class StoredTensor {
  private final DataType type;
  private final long[] shape;
  private final ByteBuffer data;

  private StoredTensor(DataType type, long[] shape, ByteBuffer data) {
    this.type = type;
    this.shape = shape;
    this.data = data;
  }

  /**
   * A view of the remaining bytes of {@code data}.
   *
   * @throws IllegalArgumentException if their number does not fit the shape
   */
  public static StoredTensor of(DataType type, long[] shape, ByteBuffer data) {
    long wanted = byteCount(type, shape);
    if (data.remaining() != wanted) {
      throw new IllegalArgumentException(
          "%s%s has %d bytes, not %d"
              .formatted(type, Arrays.toString(shape), wanted, data.remaining()));
    }
    return new StoredTensor(type, shape.clone(), data.slice().asReadOnlyBuffer());
  }

  /** An F32 tensor with a copy of {@code numbers}. */
  public static StoredTensor of(long[] shape, float... numbers) {
    ByteBuffer data = littleEndian(Math.multiplyExact(4, numbers.length));
    data.asFloatBuffer().put(numbers);
    return of(DataType.F32, shape, data);
  }

  /** An F64 tensor with a copy of {@code numbers}. */
  public static StoredTensor of(long[] shape, double... numbers) {
    ByteBuffer data = littleEndian(Math.multiplyExact(8, numbers.length));
    data.asDoubleBuffer().put(numbers);
    return of(DataType.F64, shape, data);
  }

  /** An I64 tensor with a copy of {@code numbers}. */
  public static StoredTensor of(long[] shape, long... numbers) {
    ByteBuffer data = littleEndian(Math.multiplyExact(8, numbers.length));
    data.asLongBuffer().put(numbers);
    return of(DataType.I64, shape, data);
  }

  /** The number format. */
  public DataType type() {
    return type;
  }

  /** The sizes of the axes; empty for a single number. */
  public long[] shape() {
    return shape.clone();
  }

  /** The numbers, read-only and little-endian, from position 0. */
  public ByteBuffer bytes() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The numbers of an F32 tensor, read-only.
   *
   * @throws IllegalStateException for another format
   */
  public FloatBuffer floats() {
    require(DataType.F32);
    return bytes().asFloatBuffer();
  }

  /** A copy of the numbers of an F32 tensor. */
  public float[] toFloats() {
    float[] numbers = new float[data.capacity() / 4];
    floats().get(numbers);
    return numbers;
  }

  /** A copy of the numbers of an F64 tensor. */
  public double[] toDoubles() {
    require(DataType.F64);
    double[] numbers = new double[data.capacity() / 8];
    bytes().asDoubleBuffer().get(numbers);
    return numbers;
  }

  /** A copy of the numbers of an I64 tensor. */
  public long[] toLongs() {
    require(DataType.I64);
    long[] numbers = new long[data.capacity() / 8];
    bytes().asLongBuffer().get(numbers);
    return numbers;
  }

  /** Equal format, shape and bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof StoredTensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + data.hashCode();
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }

  /**
   * How many bytes a tensor of this shape has.
   *
   * @throws IllegalArgumentException for a negative size
   * @throws ArithmeticException if it does not fit a long
   */
  static long byteCount(DataType type, long[] shape) {
    long bytes = type.bytes();
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("negative size in " + Arrays.toString(shape));
      }
      bytes = Math.multiplyExact(bytes, size);
    }
    return bytes;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void require(DataType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("a tensor of " + type + ", read as " + wanted);
    }
  }
}
