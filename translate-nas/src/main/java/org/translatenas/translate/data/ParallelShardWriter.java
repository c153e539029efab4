package org.translatenas.translate.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Writes a shard of sentence pairs, one pair after the other; memory use does not grow with the
 * corpus. {@link ParallelShard} reads it.
 *
 * <p>Format, version 1. All numbers are little-endian.
 *
 * <pre>
 * byte   0  8 bytes  the letters TNSHARD and a zero byte
 *        8  int32    version, 1
 *       12  int32    w: bytes per id: 2 (unsigned) if the vocabulary has at most 65,536 pieces, else 4
 *       16  int32    size of the vocabulary: every id is below it
 *       20  int32    pairs, N
 *       24  int64    ids of both sides together, M
 *       32  int32    CRC-32C of the id section with its filling
 *       36  int32    CRC-32C of the index section
 *       40  int32    CRC-32C of bytes 0 … 39
 *       44  20 bytes zero
 *       64  w·M      ids: source of pair 0, target of pair 0, source of pair 1, …
 *                    then zero bytes up to a multiple of 16
 *        …  16·N     index: per pair int64 number of ids before it, int32 source ids, int32 target ids
 * </pre>
 *
 * <p>{@link #finish} writes the header last, so that a file whose writing was cut off does not pass
 * for a shard.
 */
public final class ParallelShardWriter implements AutoCloseable {
  static final byte[] MAGIC = {'T', 'N', 'S', 'H', 'A', 'R', 'D', 0};
  static final int VERSION = 1;
  static final int HEADER_BYTES = 64;
  static final int CHECKED_HEADER_BYTES = 40;
  static final int INDEX_ENTRY_BYTES = 16;
  static final int SHORT_ID_VOCABULARY = 1 << 16;

  private final Path file;
  private final Path indexFile;
  private final int vocabularySize;
  private final int idBytes;
  private final OutputStream ids;
  private final OutputStream index;
  private final CRC32C idsChecksum = new CRC32C();
  private final CRC32C indexChecksum = new CRC32C();
  private final ByteBuffer entry = littleEndian(INDEX_ENTRY_BYTES);
  private int pairs;
  private long idCount;

  /**
   * Begins a shard, replacing {@code file}; the index is kept in {@code file.index} until {@link
   * #finish}.
   *
   * @param vocabularySize ids are 0 … vocabularySize − 1
   */
  public ParallelShardWriter(Path file, int vocabularySize) throws IOException {
    if (vocabularySize < 1) {
      throw new IllegalArgumentException("vocabulary of " + vocabularySize + " pieces");
    }
    this.file = file;
    this.indexFile = file.resolveSibling(file.getFileName() + ".index");
    this.vocabularySize = vocabularySize;
    this.idBytes = idBytes(vocabularySize);
    this.ids = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    this.index = new BufferedOutputStream(Files.newOutputStream(indexFile), 1 << 16);
    ids.write(new byte[HEADER_BYTES]);
  }

  /** Appends one pair. Ids outside the vocabulary are a programming error. */
  public void add(int[] source, int[] target) throws IOException {
    if (pairs == Integer.MAX_VALUE) {
      throw new IllegalStateException(file + ": a shard holds at most 2^31 − 1 pairs");
    }
    byte[] sourceBytes =
        encoded(source); // both before either is written: an error leaves no half pair
    byte[] targetBytes = encoded(target);
    write(ids, idsChecksum, sourceBytes);
    write(ids, idsChecksum, targetBytes);
    entry.clear().putLong(idCount).putInt(source.length).putInt(target.length);
    write(index, indexChecksum, entry.array());
    idCount += (long) source.length + target.length;
    pairs++;
  }

  /** Pairs written so far. */
  public int size() {
    return pairs;
  }

  /** Appends the index, then writes the header: only now the file is a shard. */
  public void finish() throws IOException {
    int filling = (int) (indexStart(idBytes, idCount) - HEADER_BYTES - idBytes * idCount);
    write(ids, idsChecksum, new byte[filling]);
    index.close();
    Files.copy(indexFile, ids);
    ids.close();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(false); // the body reaches the disk before the header vouches for it
      channel.write(header(), 0);
      channel.force(true);
    }
  }

  /** Lets go of the files; without {@link #finish} before, what is left is no shard. */
  @Override
  public void close() throws IOException {
    try (ids;
        index) {
      Files.deleteIfExists(indexFile);
    }
  }

  static int idBytes(int vocabularySize) {
    return vocabularySize <= SHORT_ID_VOCABULARY ? Short.BYTES : Integer.BYTES;
  }

  /** Where the index begins: the first multiple of 16 after the ids. */
  static long indexStart(int idBytes, long idCount) {
    return HEADER_BYTES + (idBytes * idCount + 15) / 16 * 16;
  }

  static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer header() {
    ByteBuffer header = littleEndian(HEADER_BYTES);
    header.put(MAGIC).putInt(VERSION).putInt(idBytes).putInt(vocabularySize).putInt(pairs);
    header.putLong(idCount);
    header.putInt((int) idsChecksum.getValue()).putInt((int) indexChecksum.getValue());
    CRC32C checksum = new CRC32C();
    checksum.update(header.array(), 0, CHECKED_HEADER_BYTES);
    return header.putInt((int) checksum.getValue()).rewind();
  }

  private byte[] encoded(int[] sentence) {
    ByteBuffer bytes = littleEndian(idBytes * sentence.length);
    for (int id : sentence) {
      if (id < 0 || id >= vocabularySize) {
        throw new IllegalArgumentException("id " + id + " in a vocabulary of " + vocabularySize);
      }
      if (idBytes == Short.BYTES) {
        bytes.putShort((short) id);
      } else {
        bytes.putInt(id);
      }
    }
    return bytes.array();
  }

  private static void write(OutputStream out, CRC32C checksum, byte[] bytes) throws IOException {
    checksum.update(bytes, 0, bytes.length);
    out.write(bytes);
  }
}
