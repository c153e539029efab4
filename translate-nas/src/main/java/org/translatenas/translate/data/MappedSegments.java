package org.translatenas.translate.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * A file mapped read-only in segments, because one Java buffer ends at 2 GiB. Numbers are
 * little-endian and lie at multiples of their own size, so none crosses a segment's border. The
 * mapping is released when the object is collected; any number of threads may read.
 */
final class MappedSegments {
  /** 1 GiB: a power of two, so that a position splits into segment and offset by shifting. */
  static final int DEFAULT_SEGMENT_BITS = 30;

  private final ByteBuffer[] segments;
  private final int segmentBits;
  private final long mask;

  MappedSegments(FileChannel channel, int segmentBits) throws IOException {
    this.segmentBits = segmentBits;
    this.mask = (1L << segmentBits) - 1;
    long size = channel.size();
    this.segments = new ByteBuffer[(int) ((size + mask) >>> segmentBits)];
    for (int i = 0; i < segments.length; i++) {
      long start = (long) i << segmentBits;
      long bytes = Math.min(1L << segmentBits, size - start);
      segments[i] =
          channel.map(FileChannel.MapMode.READ_ONLY, start, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  int unsignedShort(long position) {
    return Short.toUnsignedInt(segment(position).getShort(offset(position)));
  }

  int int32(long position) {
    return segment(position).getInt(offset(position));
  }

  long int64(long position) {
    return segment(position).getLong(offset(position));
  }

  /** CRC-32C of the bytes from {@code start} to before {@code end}. */
  int checksum(long start, long end) {
    CRC32C checksum = new CRC32C();
    for (long at = start; at < end; ) {
      ByteBuffer segment = segment(at);
      int offset = offset(at);
      int bytes = (int) Math.min(segment.capacity() - offset, end - at);
      checksum.update(segment.slice(offset, bytes));
      at += bytes;
    }
    return (int) checksum.getValue();
  }

  private ByteBuffer segment(long position) {
    return segments[(int) (position >>> segmentBits)];
  }

  private int offset(long position) {
    return (int) (position & mask);
  }
}
