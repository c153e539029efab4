package org.translatenas.translate.testset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.LineReader;
import org.translatenas.translate.score.PythonText;
import org.translatenas.translate.testset.TestSet.Archive;
import org.translatenas.translate.testset.TestSet.Texts;

/**
 * A folder with the archives of test sets, laid out as sacreBLEU's, so that what it has fetched is
 * found: {@code FOLDER/wmt14/full/raw/wmt14_full.test-full.tgz}. Archives are read as they are and
 * nothing is written or fetched.
 */
public record TestSetFolder(Path root) {
  /** The folder that sacreBLEU uses: {@code $SACREBLEU}, or {@code .sacrebleu} at home. */
  public static TestSetFolder standard() {
    String folder = System.getenv("SACREBLEU");
    return new TestSetFolder(
        folder != null && !folder.isEmpty()
            ? Path.of(folder)
            : Path.of(System.getProperty("user.home"), ".sacrebleu"));
  }

  /** Where an archive of a set lies. */
  public Path path(TestSet set, Archive archive) {
    return root.resolve(set.name()).resolve("raw").resolve(set.fileName() + "." + archive.file());
  }

  /** Refuses a set whose archives are missing or have other checksums than the published ones. */
  public void check(TestSet set) {
    for (Archive archive : set.archives()) {
      Path file = path(set, archive);
      if (!Files.isRegularFile(file)) {
        throw UserException.data(
            "%s: there is no %s; fetch it: %s".formatted(set.name(), file, command(set, archive)));
      }
      String md5 = md5(file);
      if (!md5.equals(archive.md5())) {
        throw UserException.data(
            "%s: has the MD5 checksum %s, but %s is published for it; delete it and fetch it again: %s"
                .formatted(file, md5, archive.md5(), command(set, archive)));
      }
    }
  }

  private String command(TestSet set, Archive archive) {
    Path file = path(set, archive);
    String fetch = "curl -fL --create-dirs -o '%s' %s".formatted(file, archive.url());
    // sacreBLEU, if it is used with this folder, wants them unpacked.
    return archive.isTar()
        ? fetch + " && tar -xf '%s' -C '%s'".formatted(file, file.getParent())
        : fetch;
  }

  /** The segments of a set in a language pair that it has. */
  public Segments read(TestSet set, String pair) {
    check(set);
    Texts texts = set.pairs().get(pair);
    Map<String, byte[]> files = files(set, texts);
    if (set.format() == TestSet.Format.XML) {
      String file = texts.files().get(0);
      WmtXml xml = WmtXml.parse(files.get(file), set.name() + ": " + file);
      List<String> references = texts.references().stream().map(r -> "ref:" + r).toList();
      return new Segments(
          xml.fields(), references.stream().filter(xml.fields()::containsKey).toList());
    }
    return sgm(set, texts, files);
  }

  private static Segments sgm(TestSet set, Texts texts, Map<String, byte[]> files) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<String> references = new ArrayList<>();
    Map<String, List<String>> attributes = Map.of();
    for (int i = 0; i < texts.files().size(); i++) {
      String file = texts.files().get(i);
      String name = set.name() + ": " + file;
      List<String> lines = LineReader.lines(files.get(file), name, StandardCharsets.UTF_8);
      if (i == 0) {
        SgmFile source = SgmFile.parse(lines, name);
        fields.put("src", source.texts());
        attributes = source.attributes();
        continue;
      }
      String field = texts.files().size() == 2 ? "ref" : "ref:" + (i - 1);
      references.add(field);
      fields.put(
          field,
          file.endsWith(".sgm")
              ? SgmFile.parse(lines, name).texts()
              : lines.stream().map(PythonText::stripRight).toList());
    }
    if (!set.name().startsWith("wmt08")) { // whose documents have no such marks
      for (String attribute : List.of("docid", "genre", "origlang")) {
        fields.put(attribute, attributes.get(attribute));
      }
    }
    return new Segments(fields, references);
  }

  /** The texts of a pair, out of the archives or from beside them. */
  private Map<String, byte[]> files(TestSet set, Texts texts) {
    Map<String, byte[]> files = new HashMap<>();
    for (Archive archive : set.archives()) {
      Path file = path(set, archive);
      if (!archive.isTar()) {
        files.put(file.getFileName().toString(), LineReader.bytes(file));
        continue;
      }
      try (InputStream in = Files.newInputStream(file)) {
        files.putAll(TarGz.read(in, new HashSet<>(texts.files())));
      } catch (IOException e) {
        throw UserException.unreadable(file, e);
      }
    }
    for (String name : texts.files()) {
      if (!files.containsKey(name)) {
        throw UserException.data("%s: its archive has no file %s".formatted(set.name(), name));
      }
    }
    return files;
  }

  private static String md5(Path file) {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("MD5"))) {
      byte[] buffer = new byte[1 << 16];
      while (in.read(buffer) >= 0) {
        continue;
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
