package org.translatenas.training.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks gzip of one member or several. (Java's own stream takes a further member whose header is
 * cut or damaged for the end of the file: half of a text would be missing without a word.)
 */
public final class Gzip {
  private static final int BUFFER_BYTES = 1 << 16;

  private Gzip() {}

  /**
   * What {@code packed} holds; closing it closes {@code packed}.
   *
   * @throws IOException if it does not begin with gzip
   */
  public static InputStream unpack(InputStream packed) throws IOException {
    // A buffer of its own: the stream marks and resets what it reads from, and that may count.
    return new GzipCompressorInputStream(new BufferedInputStream(packed, BUFFER_BYTES), true);
  }
}
