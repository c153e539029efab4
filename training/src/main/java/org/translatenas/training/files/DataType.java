package org.translatenas.training.files;

/** The number formats of stored tensors, by their safetensors names; all little-endian. */
public enum DataType {
  /** IEEE double. */
  F64(8),
  /** Signed 64-bit integer. */
  I64(8),
  /** IEEE single. */
  F32(4),
  /** Signed 32-bit integer. */
  I32(4),
  /** The upper half of an IEEE single. */
  BF16(2),
  /** Unsigned byte. */
  U8(1);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one number in bytes. */
  public int bytes() {
    return bytes;
  }
}
