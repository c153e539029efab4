package org.translatenas.translate.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import org.translatenas.training.UserException;

/**
 * Sentence pairs as ids in a memory-mapped file, written by {@link ParallelShardWriter}, which
 * documents the format. Nothing is copied at opening, so a shard may be larger than memory; opening
 * reads the file once to check its checksums.
 *
 * <p>A file that is missing, cut off, damaged or of another version ends in a {@link UserException}
 * of one line.
 */
public final class ParallelShard implements ParallelCorpus {
  private static final String MEND = "; run 'translate-nas prepare' again";

  private final MappedSegments bytes;
  private final int pairs;
  private final int vocabularySize;
  private final int idBytes;
  private final long indexStart;

  private ParallelShard(Path file, FileChannel channel, int segmentBits) throws IOException {
    long size = channel.size();
    if (size < ParallelShardWriter.HEADER_BYTES) {
      throw broken(file, "not a shard: " + size + " bytes, a header alone has 64");
    }
    bytes = new MappedSegments(channel, segmentBits);
    checkHeader(file);
    idBytes = bytes.int32(12);
    vocabularySize = bytes.int32(16);
    pairs = bytes.int32(20);
    long idCount = bytes.int64(24);
    indexStart = ParallelShardWriter.indexStart(idBytes, idCount);
    long expected = indexStart + (long) ParallelShardWriter.INDEX_ENTRY_BYTES * pairs;
    if (size != expected) {
      String what = size < expected ? "truncated" : "too long";
      throw broken(file, what + ": " + size + " bytes, its header says " + expected);
    }
    check(file, "ids", bytes.checksum(ParallelShardWriter.HEADER_BYTES, indexStart), 32);
    check(file, "index", bytes.checksum(indexStart, size), 36);
  }

  /** Opens and checks a shard. */
  public static ParallelShard open(Path file) throws IOException {
    return open(file, MappedSegments.DEFAULT_SEGMENT_BITS);
  }

  static ParallelShard open(Path file, int segmentBits) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw UserException.data(file + ": no such file; 'translate-nas prepare' makes it");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new ParallelShard(file, channel, segmentBits);
    }
  }

  @Override
  public int size() {
    return pairs;
  }

  /** Size of the vocabulary that the ids come from. */
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public int sourceLength(int index) {
    return bytes.int32(entry(index) + 8);
  }

  @Override
  public int targetLength(int index) {
    return bytes.int32(entry(index) + 12);
  }

  @Override
  public int[] source(int index) {
    return ids(bytes.int64(entry(index)), sourceLength(index));
  }

  @Override
  public int[] target(int index) {
    return ids(bytes.int64(entry(index)) + sourceLength(index), targetLength(index));
  }

  private long entry(int index) {
    Objects.checkIndex(index, pairs);
    return indexStart + (long) ParallelShardWriter.INDEX_ENTRY_BYTES * index;
  }

  private int[] ids(long first, int length) {
    int[] ids = new int[length];
    long position = ParallelShardWriter.HEADER_BYTES + idBytes * first;
    for (int i = 0; i < length; i++, position += idBytes) {
      ids[i] = idBytes == Short.BYTES ? bytes.unsignedShort(position) : bytes.int32(position);
    }
    return ids;
  }

  private void checkHeader(Path file) {
    byte[] magic = new byte[ParallelShardWriter.MAGIC.length];
    for (int i = 0; i < magic.length; i++) {
      magic[i] = (byte) (bytes.int32(i / 4 * 4) >>> (i % 4 * 8));
    }
    if (!Arrays.equals(magic, ParallelShardWriter.MAGIC)) {
      throw broken(file, "not a shard, or its writing was cut off");
    }
    int version = bytes.int32(8);
    if (version != ParallelShardWriter.VERSION) {
      throw broken(file, "shard version " + version + ", this program reads version 1");
    }
    check(file, "header", bytes.checksum(0, ParallelShardWriter.CHECKED_HEADER_BYTES), 40);
  }

  private void check(Path file, String part, int actual, int position) {
    int stored = bytes.int32(position);
    if (actual != stored) {
      throw broken(
          file, String.format("damaged %s: checksum %08x, not %08x", part, actual, stored));
    }
  }

  private static UserException broken(Path file, String what) {
    return UserException.data(file + ": " + what + MEND);
  }
}
