package org.translatenas.tokenization;

import java.util.Arrays;

/** Reads protocol-buffers primitives from a byte array; no length found in it is trusted. */
final class ProtoReader {
  private final byte[] bytes;
  private final String source;
  private int position;

  ProtoReader(byte[] bytes, String source) {
    this.bytes = bytes;
    this.source = source;
  }

  boolean hasRemaining() {
    return position < bytes.length;
  }

  long readVarint() throws ModelFormatException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      require(1);
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw problem("a number of more than ten bytes");
  }

  /** A little-endian number of {@code size} bytes. */
  long readFixed(int size) throws ModelFormatException {
    require(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[position++] & 0xFFL) << (8 * i);
    }
    return value;
  }

  byte[] readBytes() throws ModelFormatException {
    long length = readVarint();
    require(length);
    byte[] value = Arrays.copyOfRange(bytes, position, position + (int) length);
    position += (int) length;
    return value;
  }

  ModelFormatException problem(String what) {
    return new ModelFormatException(source, what + " near byte " + position);
  }

  private void require(long count) throws ModelFormatException {
    if (count < 0 || count > bytes.length - position) {
      throw problem("cut off or damaged");
    }
  }
}
