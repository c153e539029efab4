package org.translatenas.translate.testset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.translatenas.training.UserException;

class TestSetFolderTest {
  @TempDir Path folder;

  @Test
  void readsSgm() throws IOException {
    Segments segments = new TestSetFolder(folder).read(Archives.news(folder, "news/1"), "en-de");
    assertThat(segments.fields().keySet())
        .containsExactly("src", "ref", "docid", "genre", "origlang");
    assertThat(segments.fields().get("src"))
        .containsExactly("the cat", "a dog &amp; x", "sun set", "");
    assertThat(segments.fields().get("docid")).containsExactly("a.1", "a.1", "b.2", "b.2");
    assertThat(segments.fields().get("origlang")).containsExactly("en", "en", "de", "de");
    assertThat(segments.referenceStreams())
        .containsExactly(List.of("die Katze", "ein Hund", "Abend rot", "nichts"));
    assertThat(folder.resolve("news/1/raw/news_1.test.tgz")).exists();
  }

  @Test
  void readsXml() throws IOException {
    String xml =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <dataset id="x">
         <doc id="a" origlang="en" domain="news">
          <src lang="en"><p><seg id="2">two &lt; three</seg></p><p><seg id="1"> one </seg></p></src>
          <ref lang="de" translator="A"><seg id="1">eins</seg><seg id="2">zwei</seg></ref>
          <ref lang="de" translator="B"><seg id="1">Eins</seg></ref>
          <hyp system="S"><seg id="1">1</seg><seg id="2">2</seg></hyp>
         </doc>
         <doc id="b" origlang="de" domain="talk">
          <src lang="en"><seg id="1">no reference</seg><seg id="3">three</seg></src>
          <ref lang="de" translator="A"><seg id="1"></seg><seg id="3">drei</seg></ref>
         </doc>
         <doc id="c" origlang="en" testsuite="t"><src lang="en"><seg id="1">x</seg></src></doc>
        </dataset>
        """;
    TestSet set =
        Archives.write(
            folder,
            "x",
            TestSet.Format.XML,
            Map.of("x.xml", xml),
            new TestSet.Texts(List.of("x.xml"), List.of("A")));
    Segments segments = new TestSetFolder(folder).read(set, "en-de");
    assertThat(segments.fields())
        .containsEntry("src", List.of("one", "two < three", "three"))
        .containsEntry("ref:A", List.of("eins", "zwei", "drei"))
        .containsEntry("ref:B", List.of("Eins", "", ""))
        .containsEntry("docid", List.of("a", "a", "b"))
        .containsEntry("origlang", List.of("en", "en", "de"))
        .containsEntry("S", List.of("1", "2", ""))
        .containsEntry("domain", List.of("news", "news", "talk"));
    assertThat(segments.references()).containsExactly("ref:A");
  }

  @Test
  void saysWhatToFetch() throws IOException {
    TestSet set = Archives.news(folder, "news");
    Path file = folder.resolve("news/raw/news.test.tgz");
    Files.writeString(file, "abc");
    TestSetFolder sets = new TestSetFolder(folder);
    assertThatThrownBy(() -> sets.read(set, "en-de"))
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageStartingWith(
            file
                + ": has the MD5 checksum 900150983cd24fb0d6963f7d28e17f72, but "
                + set.archives().get(0).md5()
                + " is published for it; delete it and fetch it again: curl ");
    Files.delete(file);
    assertThatThrownBy(() -> sets.read(set, "en-de"))
        .hasMessage(
            "news: there is no %1$s; fetch it: curl -fL --create-dirs -o '%1$s'".formatted(file)
                + " https://example.org/test.tgz && tar -xf '%s' -C '%s'"
                    .formatted(file, file.getParent()));
  }

  @Test
  void refusesAnArchiveWithoutItsTexts() throws IOException {
    TestSet set =
        Archives.write(
            folder,
            "x",
            TestSet.Format.SGM,
            Map.of("a.sgm", "<seg>a</seg>"),
            new TestSet.Texts(List.of("a.sgm", "b.sgm"), List.of()));
    assertThatThrownBy(() -> new TestSetFolder(folder).read(set, "en-de"))
        .hasMessage("x: its archive has no file b.sgm");
  }

  @Test
  void joinsSets() throws IOException {
    TestSetFolder sets = new TestSetFolder(folder);
    Segments one = sets.read(Archives.news(folder, "one"), "en-de");
    Segments joined = Segments.joined(List.of(one, one));
    assertThat(joined.size()).isEqualTo(8);
    assertThat(joined.referenceStreams().get(0)).startsWith("die Katze").endsWith("nichts");
    Segments none = new Segments(one.fields(), List.of());
    assertThatThrownBy(() -> Segments.joined(List.of(one, none)))
        .hasMessageContaining("different numbers of references");
  }

  /** The checksums and members of the sets that papers report, as sacreBLEU 2.6 has them. */
  @Test
  void knowsWmt() {
    TestSets sets = TestSets.published();
    TestSet full = sets.named("wmt14/full", "en-de");
    assertThat(full.archives())
        .containsExactly(
            new TestSet.Archive(
                "https://statmt.org/wmt14/test-full.tgz", "a8cd784e006feb32ac6f3d9ec7eb389a"));
    assertThat(full.pairs().get("en-de").files())
        .containsExactly(
            "test-full/newstest2014-deen-src.en.sgm", "test-full/newstest2014-deen-ref.de.sgm");
    for (String name : List.of("wmt13", "wmt14", "wmt15")) {
      assertThat(sets.named(name, null).pairs()).containsKeys("en-de", "en-fr", "en-cs");
    }
    assertThat(sets.named("wmt22", "en-cs").pairs().get("en-cs").references()).containsExactly("B");
    assertThat(sets.all())
        .allSatisfy(
            set -> {
              assertThat(set.archives())
                  .allSatisfy(archive -> assertThat(archive.md5()).matches("[0-9a-f]{32}"));
              assertThat(set.pairs().values())
                  .allSatisfy(
                      texts ->
                          assertThat(texts.files().size() >= 2 || !texts.references().isEmpty())
                              .isTrue());
            });
    assertThat(sets.between("fr-en")).extracting(TestSet::name).contains("wmt14", "wmt08");
    assertThatThrownBy(() -> sets.named("wmt99", null))
        .hasMessage("-t wmt99: is no known test set; --list names them all");
    assertThatThrownBy(() -> sets.named("wmt17", "en-fr"))
        .hasMessage("-l en-fr: wmt17 has no texts for it, but for cs-en, de-en, en-cs, en-de");
  }
}
