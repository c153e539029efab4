package org.translatenas.translate.testset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/fetch-wmt14} against a server of our own. */
class FetchWmt14Test {
  @TempDir Path folder;
  private HttpServer server;
  private byte[] content;

  /** How many bytes an answer has before the connection breaks; one number for each answer. */
  private final List<Integer> breaks = Collections.synchronizedList(new ArrayList<>());

  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private boolean knowsRanges = true;
  private String errors;

  @BeforeEach
  void serve() throws IOException {
    assumeTrue(isThere("bash") && isThere("curl") && isThere("tar"), "needs bash, curl and tar");
    byte[] random = new byte[100_000];
    new SplittableRandom(1).nextBytes(random);
    content = gzip(random);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/a/train.gz", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static boolean isThere(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    boolean from = range != null && knowsRanges;
    int start = from ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    if (start >= content.length) {
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    if (from) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
    }
    exchange.sendResponseHeaders(from ? 206 : 200, content.length - start);
    int end = breaks.isEmpty() ? content.length : start + breaks.remove(0);
    exchange.getResponseBody().write(content, start, end - start);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  /** Runs the script for one file and returns its exit code. */
  private int fetch(String checksum, String name) throws IOException, InterruptedException {
    Path table = folder.resolve("table");
    String url = "http://127.0.0.1:%d/a/%s".formatted(server.getAddress().getPort(), name);
    Files.writeString(table, "wmt14-archives de %s %s\n".formatted(checksum, url));
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            Path.of("..", "scripts", "fetch-wmt14").toString(),
            "--files",
            table.toString(),
            "--output",
            folder.resolve("out").toString());
    builder.environment().put("FETCH_PAUSE", "0");
    builder.environment().put("no_proxy", "127.0.0.1");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    int status = builder.start().waitFor();
    errors = Files.readString(log);
    return status;
  }

  private Path fetched() {
    return folder.resolve("out/wmt14-archives/train.gz");
  }

  private static String sum(String algorithm, byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws Exception {
    breaks.add(30_000);
    breaks.add(50_000);
    assertThat(fetch("md5:" + sum("MD5", content), "train.gz")).as(() -> errors).isZero();
    assertThat(Files.readAllBytes(fetched())).isEqualTo(content);
    assertThat(ranges).containsExactly("null", "bytes=30000-", "bytes=80000-");
  }

  @Test
  void goesOnAfterItWasStopped() throws Exception {
    Files.createDirectories(fetched().getParent());
    Files.write(Path.of(fetched() + ".part"), Arrays.copyOf(content, 40_000));
    assertThat(fetch("-", "train.gz")).as(() -> errors).isZero();
    assertThat(Files.readAllBytes(fetched())).isEqualTo(content);
    assertThat(ranges).containsExactly("bytes=40000-");
    assertThat(fetch("-", "train.gz")).as(() -> errors).isZero();
    assertThat(ranges).hasSize(1); // Nothing is fetched twice.
  }

  @Test
  void beginsAgainWhereItCannotGoOn() throws Exception {
    knowsRanges = false;
    breaks.add(30_000);
    assertThat(fetch("sha256:" + sum("SHA-256", content), "train.gz")).as(() -> errors).isZero();
    assertThat(Files.readAllBytes(fetched())).isEqualTo(content);
  }

  @Test
  void refusesAnotherChecksum() throws Exception {
    assertThat(fetch("md5:00000000000000000000000000000000", "train.gz")).isEqualTo(1);
    assertThat(errors)
        .contains("train.gz: has md5:" + sum("MD5", content))
        .contains("what came is not the file, and lies in");
    assertThat(fetched()).doesNotExist();
    assertThat(Path.of(fetched() + ".part")).doesNotExist();
  }

  @Test
  void comparesWithTheFirstDownload() throws Exception {
    assertThat(fetch("-", "train.gz")).as(() -> errors).isZero();
    assertThat(Files.readString(fetched().resolveSibling("SHA256SUMS")))
        .isEqualTo(sum("SHA-256", content) + "  train.gz\n");
    content = gzip("another".getBytes(StandardCharsets.UTF_8));
    Files.delete(fetched());
    assertThat(fetch("-", "train.gz")).isEqualTo(1);
    assertThat(errors).contains("what came is not the file");
    Files.write(fetched(), content);
    assertThat(fetch("-", "train.gz")).isEqualTo(1);
    assertThat(errors).contains("was changed after it was fetched; delete it and run this again");
  }

  @Test
  void refusesAnArchiveThatIsNone() throws Exception {
    content = "<html>moved</html>".getBytes(StandardCharsets.UTF_8);
    assertThat(fetch("-", "train.gz")).isEqualTo(1);
    assertThat(errors).contains("what came is not the file");
    assertThat(fetched().resolveSibling("SHA256SUMS")).doesNotExist();
  }

  @Test
  void saysWhatIsNotThere() throws Exception {
    assertThat(fetch("-", "nothing.gz")).isEqualTo(1);
    assertThat(errors).contains("nothing.gz: the host answers 404");
  }

  @Test
  void saysWhenTheNetworkIsGone() throws Exception {
    for (int i = 0; i < 5; i++) {
      breaks.add(1000);
    }
    assertThat(fetch("-", "train.gz")).isEqualTo(1);
    assertThat(errors).contains("could not be fetched in 5 tries");
    assertThat(fetch("-", "train.gz")).as(() -> errors).isZero();
    assertThat(Files.readAllBytes(fetched())).isEqualTo(content);
  }
}
