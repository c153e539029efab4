package org.translatenas.translate.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.translatenas.training.UserException;
import org.translatenas.translate.score.LineReader;
import org.translatenas.translate.score.PythonText;
import org.translatenas.translate.testset.SegmentFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where references and translations come from: options named as sacreBLEU's. */
final class ScoreInputs {
  private static final String STANDARD_INPUT = "standard input";

  @Parameters(
      arity = "0..*",
      paramLabel = "REF",
      description =
          "Reference files, before -i: plain text with a segment in each line, or .sgm or .xml as"
              + " WMT has them.")
  List<Path> referenceFiles = List.of();

  @Option(
      names = {"-i", "--input"},
      arity = "1..*",
      paramLabel = "HYP",
      description =
          "Files of translations, one for each system; without it standard input, with tabs between"
              + " systems.")
  private List<Path> inputs = List.of();

  @Option(
      names = {"-nr", "--num-refs"},
      defaultValue = "1",
      paramLabel = "N",
      description = "References in each line of the one reference file, with tabs between.")
  int referencesInLine;

  @Option(
      names = {"-e", "--encoding"},
      defaultValue = "utf-8",
      paramLabel = "NAME",
      description = "Encoding of the files (default: utf-8).")
  private String encoding;

  /** The references, one list for each stream. */
  List<List<String>> references() {
    List<List<String>> streams = new ArrayList<>();
    for (Path file : referenceFiles) {
      streams.addAll(SegmentFile.references(file, charset()).streams().values());
    }
    return referencesInLine == 1 ? streams : split(streams.get(0));
  }

  private List<List<String>> split(List<String> lines) {
    List<List<String>> streams = new ArrayList<>();
    for (int i = 0; i < referencesInLine; i++) {
      streams.add(new ArrayList<>());
    }
    for (int i = 0; i < lines.size(); i++) {
      String[] fields = lines.get(i).split("\t", referencesInLine);
      if (fields.length != referencesInLine) {
        throw UserException.data(
            "%s:%d: has %d references with tabs between, not %d as -nr says"
                .formatted(referenceFiles.get(0), i + 1, fields.length, referencesInLine));
      }
      for (int k = 0; k < fields.length; k++) {
        streams.get(k).add(fields[k]);
      }
    }
    return streams;
  }

  /**
   * The translations, by the names of their systems.
   *
   * @param paired whether systems are tested against the first, which may then be given twice
   */
  Map<String, List<String>> systems(boolean paired) {
    if (inputs.isEmpty()) {
      return fromStandardInput(paired);
    }
    Map<String, List<String>> systems = new LinkedHashMap<>();
    String first = null;
    for (Path input : inputs) {
      Map<String, List<String>> streams = SegmentFile.systems(input, charset()).streams();
      for (Map.Entry<String, List<String>> stream : streams.entrySet()) {
        String name = streams.size() == 1 ? input.toString() : input + ":" + stream.getKey();
        if (paired && name.equals(first)) {
          continue; // the baseline again
        }
        first = first == null ? name : first;
        if (systems.put(name, stream.getValue()) != null) {
          throw UserException.usage(
              "-i %s: is given twice; systems need different names".formatted(name));
        }
      }
    }
    return systems;
  }

  private Map<String, List<String>> fromStandardInput(boolean paired) {
    List<List<String>> columns = new ArrayList<>();
    List<String> lines = standardInput();
    for (int i = 0; i < lines.size(); i++) {
      List<String> fields = Arrays.asList(PythonText.stripRight(lines.get(i)).split("\t", -1));
      if (i == 0) {
        fields.forEach(field -> columns.add(new ArrayList<>()));
      }
      if (fields.size() != columns.size()) {
        throw UserException.data(
            "%s:%d: has %d translations with tabs between, but the first line has %d"
                .formatted(STANDARD_INPUT, i + 1, fields.size(), columns.size()));
      }
      for (int k = 0; k < columns.size(); k++) {
        columns.get(k).add(PythonText.stripRight(fields.get(k)));
      }
    }
    Map<String, List<String>> systems = new LinkedHashMap<>();
    for (List<String> column : columns) {
      int number = systems.size() + (paired ? 0 : 1);
      systems.put(number == 0 ? "" : "System " + number, column);
    }
    return systems.isEmpty() ? Map.of(STANDARD_INPUT, List.of()) : systems;
  }

  private List<String> standardInput() {
    try {
      return LineReader.lines(System.in.readAllBytes(), STANDARD_INPUT, charset());
    } catch (IOException e) {
      throw UserException.data(
          "%s: cannot be read (%s); check where it comes from"
              .formatted(STANDARD_INPUT, e.getMessage()));
    }
  }

  /** The encoding by its Java name, or by Python's, which may have a hyphen more. */
  private Charset charset() {
    for (String name : List.of(encoding, encoding.replace("-", ""))) {
      try {
        return Charset.forName(name);
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        continue;
      }
    }
    throw UserException.usage(
        "-e %s: is no known encoding; give one such as utf-8 or iso-8859-1".formatted(encoding));
  }
}
