package org.translatenas.translate.testset;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.LineReader;
import org.translatenas.translate.score.PythonText;

/**
 * A person's own file of references or translations: SGM if its name ends in {@code .sgm} or {@code
 * .sgml}, WMT's XML if in {@code .xml}, otherwise plain text with a segment in each line; {@code
 * .gz} may follow.
 *
 * @param streams the segments by who wrote them; a plain text has one writer, without a name
 */
public record SegmentFile(Map<String, List<String>> streams) {
  /** Reads references: an XML file's {@code ref}, one stream for each translator. */
  public static SegmentFile references(Path file, Charset encoding) {
    return read(file, encoding, true);
  }

  /** Reads translations: an XML file's {@code hyp}, one stream for each system. */
  public static SegmentFile systems(Path file, Charset encoding) {
    return read(file, encoding, false);
  }

  private static SegmentFile read(Path file, Charset encoding, boolean references) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String ending = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (ending.endsWith(".sgm") || ending.endsWith(".sgml")) {
      return sgm(SgmFile.parse(LineReader.read(file, encoding), file.toString()), file);
    }
    if (ending.endsWith(".xml")) {
      WmtXml xml = WmtXml.parse(LineReader.bytes(file), file.toString());
      Map<String, List<String>> streams = new LinkedHashMap<>();
      (references ? xml.references() : xml.systems())
          .forEach(field -> streams.put(field, xml.fields().get(field)));
      if (streams.isEmpty()) {
        throw UserException.data(
            file
                + (references
                    ? ": has no <ref>; give a file with references"
                    : ": has no <hyp>; give a file with a system's translations to -i"));
      }
      return new SegmentFile(streams);
    }
    return new SegmentFile(
        Map.of("", LineReader.read(file, encoding).stream().map(PythonText::stripRight).toList()));
  }

  /** Each {@code sysid} a stream: NIST has several in one file. */
  private static SegmentFile sgm(SgmFile sgm, Path file) {
    Map<String, List<String>> streams = new LinkedHashMap<>();
    Map<String, List<String>> documents = new LinkedHashMap<>();
    for (int i = 0; i < sgm.texts().size(); i++) {
      String writer = sgm.attributes().get("sysid").get(i);
      streams.computeIfAbsent(writer, w -> new ArrayList<>()).add(sgm.texts().get(i));
      documents
          .computeIfAbsent(writer, w -> new ArrayList<>())
          .add(sgm.attributes().get("docid").get(i));
    }
    if (documents.values().stream().distinct().count() > 1) {
      throw UserException.data(
          file
              + ": its sysids "
              + String.join(", ", streams.keySet())
              + " have not the same documents with the same numbers of segments in one order");
    }
    return new SegmentFile(streams);
  }
}
