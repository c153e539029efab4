package org.translatenas.training.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.translatenas.training.UserException;

/**
 * A file of named tensors in the safetensors format (huggingface/safetensors, README, "Format"): 8
 * bytes with the header's length (little-endian), a JSON header (name → dtype, shape, data_offsets,
 * and {@code __metadata__}), the data. Such a file can hold nothing that is executed, and every
 * byte of it is accounted for, so a damaged one is noticed.
 *
 * <p>Reading maps the file into memory; the numbers are loaded when they are looked at. Tensors of
 * 2 GiB and more are refused. Errors are {@link UserException#data}.
 */
public final class SafeTensors {
  /** Data begins at a multiple of this, for mapped reads. */
  private static final int ALIGNMENT = 64;

  private static final int LENGTH_BYTES = 8;

  /** The format's own limit: a length above it means that this is another kind of file. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private final Path file;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, String> metadata;

  private SafeTensors(Path file, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    this.file = file;
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = Collections.unmodifiableMap(metadata);
  }

  /** The tensors in the header's order. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** The texts beside the tensors. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The tensor of this name; it is an error if there is none. */
  public StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw UserException.data(
          "%s: has no tensor %s; it belongs to another model or version".formatted(file, name));
    }
    return tensor;
  }

  /** Writes tensors atomically, header keys in the order of the map. */
  public static void write(
      Path file, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    SafeTensorsHeader header = SafeTensorsHeader.of(tensors, metadata);
    byte[] json = header.toJson().getBytes(StandardCharsets.UTF_8);
    int padded = roundUp(LENGTH_BYTES + json.length) - LENGTH_BYTES;
    ByteBuffer head = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(json);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }
    AtomicFiles.write(
        file,
        channel -> {
          AtomicFiles.writeFully(channel, head.flip());
          for (String name : header.namesByOffset()) {
            AtomicFiles.writeFully(channel, tensors.get(name).bytes());
          }
        });
  }

  /** Maps a file and checks its header against its length. */
  public static SafeTensors read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel);
    } catch (SafeTensorsHeader.DamagedException e) {
      throw damaged(file, "is damaged: " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw UserException.data(file + ": there is no such file; check the path");
    } catch (IOException e) {
      if (Files.isDirectory(file)) {
        throw UserException.data(file + ": is a folder, not a weights file; check the path");
      }
      throw UserException.unreadable(file, e);
    }
  }

  private static SafeTensors read(Path file, FileChannel channel)
      throws IOException, SafeTensorsHeader.DamagedException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw truncated(file, size, LENGTH_BYTES);
    }
    long headerBytes = readFully(channel, LENGTH_BYTES, 0).getLong();
    if (headerBytes < 2 || headerBytes > MAX_HEADER_BYTES) {
      throw damaged(file, "is not a safetensors file: its header length is " + headerBytes);
    }
    long dataStart = LENGTH_BYTES + headerBytes;
    if (size < dataStart) {
      throw truncated(file, size, dataStart);
    }
    SafeTensorsHeader header =
        SafeTensorsHeader.parse(readFully(channel, (int) headerBytes, LENGTH_BYTES).array());
    long promised = dataStart + header.dataBytes();
    if (size < promised) {
      throw truncated(file, size, promised);
    }
    if (size > promised) {
      throw damaged(
          file,
          String.format(
              Locale.ROOT, "is too long: %,d bytes, its header promises %,d", size, promised));
    }
    return new SafeTensors(file, map(file, channel, header, dataStart), header.metadata());
  }

  private static Map<String, StoredTensor> map(
      Path file, FileChannel channel, SafeTensorsHeader header, long dataStart) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, SafeTensorsHeader.Entry> each : header.entries().entrySet()) {
      SafeTensorsHeader.Entry entry = each.getValue();
      long bytes = entry.end() - entry.begin();
      if (bytes > Integer.MAX_VALUE) {
        throw damaged(file, "has a tensor of 2 GiB or more, " + each.getKey());
      }
      ByteBuffer data =
          channel.map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), bytes);
      tensors.put(each.getKey(), StoredTensor.of(entry.type(), entry.shapeArray(), data));
    }
    return tensors;
  }

  private static ByteBuffer readFully(FileChannel channel, int bytes, long position)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static int roundUp(int bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static UserException truncated(Path file, long size, long promised) {
    return damaged(
        file,
        String.format(
            Locale.ROOT, "is truncated: %,d bytes, its header promises %,d", size, promised));
  }

  private static UserException damaged(Path file, String what) {
    return UserException.data(
        "%s: %s; copy or write it again, or use an older checkpoint".formatted(file, what));
  }
}
