package org.translatenas.translate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.translatenas.training.files.AtomicFiles;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.data.ToyModel;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.ModelSpecFile;

class ShowCommandTest {
  private static final String[] SIZES = {
    "--set",
    "model.width=12",
    "--set",
    "model.embeddingWidth=8",
    "--set",
    "model.heads=2",
    "--set",
    "model.encoderLayers=1",
    "--set",
    "model.decoderLayers=1",
    "--set",
    "prepare.vocabularySize=20"
  };

  @TempDir Path folder;
  private Path architecture;

  @BeforeEach
  void writeArchitecture() throws IOException {
    architecture =
        Files.writeString(
            folder.resolve("architecture.json"),
            """
            {"format": "translate-nas architecture", "version": 1,
             "pooling": "max", "candidateNorm": "post",
             "encoder": [["glu", "zero"]], "decoder": [["ffn", "identity", "cross-attention"]]}
            """);
  }

  private static String show(int expectedStatus, String... arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    int status =
        TranslateNas.commandLine()
            .setOut(writer)
            .setErr(writer)
            .execute(
                Stream.concat(Stream.of("show"), Arrays.stream(arguments)).toArray(String[]::new));
    assertThat(status).isEqualTo(expectedStatus);
    return printed.toString();
  }

  private String[] withSizes(String... more) {
    return Stream.of(new String[] {architecture.toString()}, SIZES, more)
        .flatMap(Arrays::stream)
        .toArray(String[]::new);
  }

  @Test
  void anArchitectureHasNoNumbers() {
    assertThat(show(0, architecture.toString()))
        .isEqualTo(
            """
        multi-split architecture, normalisation after each operation

        encoder                                  decoder
        2 splits                                 3 splits

              source                                                    target
              ╭────╮                                                    ╭────┬────╮
              X1   X2                                                   X1   X2   X3
           ╭─ │    │    ╭─ layer 1 ───────╮      ╭─ layer 1 ───────╮    │    │    │ ─╮
           │  │    ●───►│ glu             │      │ ffn             │◄───┼────●────●  │
           │  ⊕◄───┼────┤                 │      │                 ├───►⊕    │    │  │
        M× ┤  │    │    ├─────────────────┤      ├─────────────────┤    │    │    │  │
           │  ●────┼───►│ zero            │      │ identity        │◄───●────┼────●  ├ N×
           │  │    ⊕◄───┤                 │      │                 ├────┼───►⊕    │  │
           ╰─ │    │    ╰─────────────────╯      ├─────────────────┤    │    │    │  │
              Y1   Y2                        ╭──►│ cross-attention │◄───●────●    │  │
              ╰────┴──── norm ── memory ─────╯   │                 ├────┼────┼───►⊕  │
                                                 ╰─────────────────╯    │    │    │ ─╯
                                                                        Y1   Y2   Y3
                                                 softmax ◄─── norm ─────┴────┴────╯

        ● a node reads this stream; of several, the maximum
        ⊕ what the node computes is added to this stream
        """);
  }

  /** A tokenizer that is there says how many pieces it has, whatever else is configured. */
  @Test
  void theVocabularyIsThatOfTheTokenizer() {
    Path tokenizer = folder.resolve("toy.model");
    AtomicFiles.write(tokenizer, ToyModel.make().toByteArray());
    assertThat(show(0, withSizes("--set", "prepare.tokenizer=" + tokenizer)))
        .contains("vocabulary 31, embedding width 8");
  }

  @Test
  void withSizesWeightsAreCounted() {
    assertThat(show(0, withSizes()))
        .isEqualTo(
            """
        multi-split architecture, normalisation after each operation
        vocabulary 20, embedding width 8, width 12, 2 heads, dropout 0.1

        encoder                                  decoder
        1 layer, 2 splits of 6                   1 layer, 3 splits of 4

              source                                                    target
              ╭────╮                                                    ╭────┬────╮
              X1   X2                                                   X1   X2   X3
              │    │    ╭─ layer 1 ───────╮      ╭─ layer 1 ───────╮    │    │    │
              │    ●───►│ glu             │      │ ffn             │◄───┼────●────●
              ⊕◄───┼────┤              96 │      │             156 ├───►⊕    │    │
              │    │    ├─────────────────┤      ├─────────────────┤    │    │    │
              ●────┼───►│ zero            │      │ identity        │◄───●────┼────●
              │    ⊕◄───┤      no weights │      │      no weights ├────┼───►⊕    │
              │    │    ╰─────────────────╯      ├─────────────────┤    │    │    │
              Y1   Y2                        ╭──►│ cross-attention │◄───●────●    │
              ╰────┴──── norm ── memory ─────╯   │             152 ├────┼────┼───►⊕
                                                 ╰─────────────────╯    │    │    │
                                                                        Y1   Y2   Y3
                                                 softmax ◄─── norm ─────┴────┴────╯

        ● a node reads this stream; of several, the maximum
        ⊕ what the node computes is added to this stream

        weights
          embedding            376
          encoder              120
          decoder              332
          output               104
          together             932
        """);
  }

  @Test
  void inANarrowTerminalTheDecoderStandsBelow() {
    assertThat(show(0, withSizes("--columns", "60")))
        .isEqualTo(
            """
        multi-split architecture, normalisation after each operation
        vocabulary 20, embedding width 8, width 12, 2 heads, dropout 0.1

        encoder
        1 layer, 2 splits of 6

              source
              ╭────╮
              X1   X2
              │    │    ╭─ layer 1 ───────╮
              │    ●───►│ glu             │
              ⊕◄───┼────┤              96 │
              │    │    ├─────────────────┤
              ●────┼───►│ zero            │
              │    ⊕◄───┤      no weights │
              │    │    ╰─────────────────╯
              Y1   Y2
              ├────╯
              norm, memory
              │
              │   decoder
              │   1 layer, 3 splits of 4
              │
              │                          target
              │                          ╭────┬────╮
              │                          X1   X2   X3
              │   ╭─ layer 1 ───────╮    │    │    │
              │   │ ffn             │◄───┼────●────●
              │   │             156 ├───►⊕    │    │
              │   ├─────────────────┤    │    │    │
              │   │ identity        │◄───●────┼────●
              │   │      no weights ├────┼───►⊕    │
              │   ├─────────────────┤    │    │    │
              ╰──►│ cross-attention │◄───●────●    │
                  │             152 ├────┼────┼───►⊕
                  ╰─────────────────╯    │    │    │
                                         Y1   Y2   Y3
                  softmax ◄─── norm ─────┴────┴────╯

        ● a node reads this stream; of several, the maximum
        ⊕ what the node computes is added to this stream

        weights
          embedding            376
          encoder              120
          decoder              332
          output               104
          together             932
        """);
  }

  @Test
  void theTransformerHasOneStream() {
    assertThat(show(0, "transformer"))
        .isEqualTo(
            """
        Transformer, normalisation before each sublayer
        vocabulary 8,000, embedding width 192, width 192, 4 heads, dropout 0.1

        encoder                             decoder
        2 layers                            2 layers

              source                                               target
              │                                                    │
              X                                                    X
           ╭─ │    ╭─ layer 1 ───────╮      ╭─ layer 1 ───────╮    │ ─╮
           │  ●───►│ self-attention  │      │ self-attention  │◄───●  │
           │  ⊕◄───┤         148,608 │      │         148,608 ├───►⊕  │
        2× ┤  │    ├─────────────────┤      ├─────────────────┤    │  │
           │  ●───►│ ffn             │  ╭──►│ cross-attention │◄───●  ├ 2×
           │  ⊕◄───┤         296,256 │  │   │         148,608 ├───►⊕  │
           ╰─ │    ╰─────────────────╯  │   ├─────────────────┤    │  │
              Y                         │   │ ffn             │◄───●  │
              ╰──── norm ── memory ─────╯   │         296,256 ├───►⊕  │
                                            ╰─────────────────╯    │ ─╯
                                                                   Y
                                            softmax ◄─── norm ─────╯

        ● a node reads this stream
        ⊕ what the node computes is added to this stream

        weights
          embedding      1,536,000
          encoder          890,112
          decoder        1,187,328
          together       3,613,440
        """);
  }

  @ParameterizedTest
  @CsvSource({"9, 9× ┤", "12, 12× ┤", "100, 100× ┤"})
  void aBlockMayStandAnyNumberOfTimes(int layers, String expected) {
    String[] arguments = {
      "transformer", "--set", "model.encoderLayers=" + layers, "--set", "model.decoderLayers=100"
    };
    assertThat(show(0, arguments)).contains(expected, "├ 100×");
  }

  @Test
  void dotIsGraphVizSource() {
    assertThat(show(0, architecture.toString(), "--format", "dot"))
        .isEqualTo(
            """
        digraph model {
          label="multi-split architecture, normalisation after each operation"; labelloc=t; fontname=Helvetica
          node [shape=box, style=rounded, fontname=Helvetica]
          memory [label=memory]
          softmax [label=softmax]
          source [label=source]
          subgraph cluster_encoder {
            label="encoder: 2 splits"
            encoder_x1 [label="X1", shape=plaintext]
            encoder_x2 [label="X2", shape=plaintext]
            subgraph cluster_encoder_block {
              label="M×"
              subgraph cluster_encoder_1 {
                label="layer 1"
                encoder_1_1 [label="glu"]
                encoder_1_1_sum [label="+", shape=circle]
                encoder_1_2 [label="zero"]
                encoder_1_2_sum [label="+", shape=circle]
              }
            }
          }
          target [label=target]
          subgraph cluster_decoder {
            label="decoder: 3 splits"
            decoder_x1 [label="X1", shape=plaintext]
            decoder_x2 [label="X2", shape=plaintext]
            decoder_x3 [label="X3", shape=plaintext]
            subgraph cluster_decoder_block {
              label="N×"
              subgraph cluster_decoder_1 {
                label="layer 1"
                decoder_1_1 [label="ffn"]
                decoder_1_1_sum [label="+", shape=circle]
                decoder_1_2 [label="identity"]
                decoder_1_2_sum [label="+", shape=circle]
                decoder_1_3 [label="cross-attention"]
                decoder_1_3_sum [label="+", shape=circle]
              }
            }
          }
          source -> encoder_x1
          source -> encoder_x2
          encoder_x2 -> encoder_1_1
          encoder_1_1 -> encoder_1_1_sum
          encoder_x1 -> encoder_1_1_sum
          encoder_1_1_sum -> encoder_1_2
          encoder_1_2 -> encoder_1_2_sum
          encoder_x2 -> encoder_1_2_sum
          encoder_1_1_sum -> memory
          encoder_1_2_sum -> memory
          target -> decoder_x1
          target -> decoder_x2
          target -> decoder_x3
          decoder_x2 -> decoder_1_1
          decoder_x3 -> decoder_1_1
          decoder_1_1 -> decoder_1_1_sum
          decoder_x1 -> decoder_1_1_sum
          decoder_1_1_sum -> decoder_1_2
          decoder_x3 -> decoder_1_2
          decoder_1_2 -> decoder_1_2_sum
          decoder_x2 -> decoder_1_2_sum
          decoder_1_1_sum -> decoder_1_3
          decoder_1_2_sum -> decoder_1_3
          memory -> decoder_1_3 [style=dashed, constraint=false]
          decoder_1_3 -> decoder_1_3_sum
          decoder_x3 -> decoder_1_3_sum
          decoder_1_1_sum -> softmax
          decoder_1_2_sum -> softmax
          decoder_1_3_sum -> softmax
        }
        """);
  }

  @Test
  void modelFoldersAndRunsAreFound() throws IOException {
    Path model = Files.createDirectories(folder.resolve("run/model"));
    ModelSpec spec =
        new ModelSpec(
            ModelSpec.Family.MULTI_SPLIT,
            NormPlacement.PRE,
            ArchitectureFile.read(architecture),
            new ModelSizes(8, 12, 768, 2, 1, 1, 0.1, 0, 0),
            20);
    ModelSpecFile.write(model.resolve("model.json"), spec);
    String expected = show(0, withSizes());
    assertThat(show(0, model.resolve("model.json").toString())).isEqualTo(expected);
    assertThat(show(0, model.toString())).isEqualTo(expected);
    assertThat(show(0, folder.resolve("run").toString())).isEqualTo(expected);
    assertThat(show(0, folder.toString())).isEqualTo(show(0, architecture.toString()));
  }

  @Test
  void whatCannotBeShownIsExplained() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(show(2, empty.toString())).contains("holds neither a model nor an architecture");
    assertThat(show(2, folder.resolve("no.json").toString())).contains("there is no such file");
    assertThat(show(2, architecture.toString(), "--set", "model.width=13"))
        .contains("is not a multiple of the");
  }

  @Test
  void needsNoTensorEngine() throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("pytorch"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                "org.translatenas.translate.cli.TranslateNas",
                "show",
                architecture.toString(),
                "--set",
                "model.width=24")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed).contains("weights").doesNotContain("Exception");
  }
}
