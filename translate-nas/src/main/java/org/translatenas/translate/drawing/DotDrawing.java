package org.translatenas.translate.drawing;

import java.util.ArrayList;
import java.util.List;

/** A {@link ModelDrawing} as GraphViz source, one cluster a stack and one a layer. */
final class DotDrawing {
  private final ModelDrawing model;
  private final StringBuilder out = new StringBuilder();

  /** They follow at the end: a node that an edge names within a cluster would be drawn in it. */
  private final List<String> edges = new ArrayList<>();

  DotDrawing(ModelDrawing model) {
    this.model = model;
  }

  String render() {
    out.append("digraph model {\n");
    line(
        1, "label=\"" + String.join("\\n", model.heading()) + "\"; labelloc=t; fontname=Helvetica");
    line(1, "node [shape=box, style=rounded, fontname=Helvetica]");
    line(1, "memory [label=memory]");
    line(1, "softmax [label=softmax]");
    stack(model.encoder(), "source", "memory");
    stack(model.decoder(), "target", "softmax");
    edges.forEach(edge -> line(1, edge));
    return out.append("}\n").toString();
  }

  private void stack(DrawnStack stack, String input, String output) {
    String side = stack.name();
    String[] streams = new String[stack.streams()];
    line(1, input + " [label=" + input + "]");
    line(1, "subgraph cluster_" + side + " {");
    line(2, "label=\"" + side + ": " + stack.summary() + "\"");
    for (int i = 0; i < streams.length; i++) {
      streams[i] = side + "_x" + (i + 1);
      line(2, streams[i] + " [label=\"" + stack.stream("X", i) + "\", shape=plaintext]");
      edges.add(input + " -> " + streams[i]);
    }
    line(2, "subgraph cluster_" + side + "_block {");
    line(3, "label=\"" + stack.times() + "\"");
    for (int layer = 0; layer < stack.layers().size(); layer++) {
      line(3, "subgraph cluster_%s_%d {".formatted(side, layer + 1));
      line(4, "label=\"layer " + (layer + 1) + "\"");
      nodes(stack.layers().get(layer), side + "_" + (layer + 1), streams);
      line(3, "}");
    }
    line(2, "}");
    line(1, "}");
    for (String stream : streams) {
      edges.add(stream + " -> " + output);
    }
  }

  private void nodes(List<DrawnNode> nodes, String layer, String[] streams) {
    for (int i = 0; i < nodes.size(); i++) {
      DrawnNode node = nodes.get(i);
      String name = layer + "_" + (i + 1);
      String count = model.counts().text(node.prefix());
      String label = node.operation() + (count.isEmpty() ? "" : "\\n" + count);
      line(4, name + " [label=\"" + label + "\"]");
      line(4, name + "_sum [label=\"+\", shape=circle]");
      for (int stream : node.reads()) {
        edges.add(streams[stream] + " -> " + name);
      }
      if (node.memory()) {
        edges.add("memory -> " + name + " [style=dashed, constraint=false]");
      }
      edges.add(name + " -> " + name + "_sum");
      edges.add(streams[node.adds()] + " -> " + name + "_sum");
      streams[node.adds()] = name + "_sum";
    }
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
