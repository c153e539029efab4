package org.translatenas.translate.testset;

import java.util.List;
import java.util.Map;

/**
 * A published test set.
 *
 * @param name such as {@code wmt14/full}
 * @param description in one line
 * @param format of the texts in the archives
 * @param archives what is to be fetched
 * @param pairs by language pair, such as {@code en-de}
 */
public record TestSet(
    String name,
    String description,
    Format format,
    List<Archive> archives,
    Map<String, Texts> pairs) {
  /** How texts are written. */
  public enum Format {
    /** One SGM file for the source and one for each reference. */
    SGM,
    /** One XML file with all. */
    XML
  }

  /**
   * A file to fetch: a tar archive that gzip has packed, or a text.
   *
   * @param md5 as sacreBLEU publishes it
   */
  public record Archive(String url, String md5) {
    /** The last part of the address. */
    String file() {
      return url.substring(url.lastIndexOf('/') + 1);
    }

    boolean isTar() {
      return url.endsWith(".tgz") || url.endsWith(".tar.gz");
    }
  }

  /**
   * The texts of one language pair.
   *
   * @param files members of the archives, or names of fetched texts; of SGM the source first
   * @param references the translators whose references count, of an XML file
   */
  public record Texts(List<String> files, List<String> references) {}

  /** The name as file names have it. */
  String fileName() {
    return name.replace('/', '_');
  }
}
