package org.translatenas.reversible;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript source as the ZIP archive that libtorch loads: stored entries {@code
 * data.pkl} (an instance without attributes), {@code code/__torch__.py}, {@code constants.pkl} (an
 * empty tuple) and {@code version}.
 */
final class TorchScriptArchive {
  private static final byte[] MODULE =
      pickle("c__torch__\nKernel\n", ")\u0081}", "X\u0008\0\0\0training", "\u0088sb.");
  private static final byte[] CONSTANTS = pickle(").");
  private static final byte[] VERSION = "10\n".getBytes(StandardCharsets.US_ASCII);
  private static final String HEAD =
      "class Kernel(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";

  private TorchScriptArchive() {}

  static byte[] of(String source) throws IOException {
    StringBuilder code = new StringBuilder(HEAD);
    source
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line ->
                code.append("  ")
                    .append(line.replace("(self,", "(self: __torch__.Kernel,"))
                    .append('\n'));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "kernel/data.pkl", MODULE);
      store(zip, "kernel/code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
      store(zip, "kernel/constants.pkl", CONSTANTS);
      store(zip, "kernel/version", VERSION);
    }
    return bytes.toByteArray();
  }

  /** Pickle protocol 2; the parts are Latin-1, one character a byte. */
  private static byte[] pickle(String... parts) {
    return ("\u0080\u0002" + String.join("", parts)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
