package org.translatenas.translate.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The candidate operations of the search space (Zhao et al. 2021): 14 in the decoder, 13 in the
 * encoder.
 */
public enum OperationKind {
  CONV_3("conv-3"),
  CONV_5("conv-5"),
  CONV_7("conv-7"),
  CONV_11("conv-11"),
  DYNAMIC_CONV_3("dynamic-conv-3"),
  DYNAMIC_CONV_7("dynamic-conv-7"),
  DYNAMIC_CONV_11("dynamic-conv-11"),
  DYNAMIC_CONV_15("dynamic-conv-15"),
  SELF_ATTENTION("self-attention"),
  CROSS_ATTENTION("cross-attention"),
  GLU("glu"),
  FFN("ffn"),
  ZERO("zero"),
  IDENTITY("identity");

  /** The candidates of a decoder node, in the order of its architecture parameters. */
  public static final List<OperationKind> DECODER = List.of(values());

  /** The candidates of an encoder node: the decoder's without cross attention. */
  public static final List<OperationKind> ENCODER =
      Stream.of(values()).filter(kind -> kind != CROSS_ATTENTION).toList();

  private final String text;

  OperationKind(String text) {
    this.text = text;
  }

  /** The name in files and logs. */
  public String text() {
    return text;
  }

  /** The kind called {@code text}. */
  public static Optional<OperationKind> named(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
  }

  /** The width w of a convolution; 0 for the others. */
  public int window() {
    return text.contains("conv-") ? Integer.parseInt(text.substring(text.lastIndexOf('-') + 1)) : 0;
  }
}
