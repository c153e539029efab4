package org.translatenas.translate.testset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.translatenas.training.UserException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The XML of WMT's test sets since 2021: documents ({@code <doc id origlang domain>}) with the
 * segments of their source ({@code <src lang>}), of references ({@code <ref lang translator>}) and
 * perhaps of systems ({@code <hyp system>}). Segments without any reference and the documents of
 * test suites are left out, and a reference that misses one has an empty text there. What a system
 * hands in may have no references at all.
 *
 * @param fields by their names: {@code src}, {@code ref:TRANSLATOR}, {@code docid}, {@code
 *     origlang}, the systems' names, {@code domain}
 * @param references the names of the references' fields
 * @param systems the names of the systems' fields
 */
record WmtXml(Map<String, List<String>> fields, List<String> references, List<String> systems) {
  /**
   * Reads a file.
   *
   * @param name of the file, for messages
   */
  static WmtXml parse(byte[] xml, String name) {
    Element root = document(xml, name).getDocumentElement();
    List<Element> documents =
        elements(root, "doc").stream().filter(doc -> !doc.hasAttribute("testsuite")).toList();
    TreeSet<String> systems = names(documents, "hyp", "system");
    boolean submission = elements(root, "ref").isEmpty() && !systems.isEmpty();
    for (String side : submission ? List.of("src") : List.of("src", "ref")) {
      int languages =
          elements(root, side).stream()
              .map(each -> each.getAttribute("lang"))
              .collect(Collectors.toSet())
              .size();
      if (languages != 1) {
        throw UserException.data(
            "%s: has %d languages of <%s>, not one; it is not a test set of WMT's form"
                .formatted(name, languages, side));
      }
    }
    TreeSet<String> translators = names(documents, "ref", "translator");
    WmtXml file = new WmtXml(new LinkedHashMap<>(), new ArrayList<>(), List.copyOf(systems));
    translators.forEach(translator -> file.references.add(field(translator)));
    try {
      documents.forEach(document -> file.add(document, translators, systems));
    } catch (NumberFormatException e) {
      throw UserException.data(
          "%s: has a <seg> whose id is no number (%s); check the file"
              .formatted(name, e.getMessage()));
    }
    if (documents.stream().noneMatch(document -> document.hasAttribute("domain"))) {
      file.fields.remove("domain");
    }
    if (file.fields.isEmpty()) {
      throw UserException.data(name + ": has no segment with a reference; check the file");
    }
    return file;
  }

  private void add(Element document, TreeSet<String> translators, TreeSet<String> systems) {
    TreeMap<Integer, String> source = segments(elements(document, "src"));
    Map<String, TreeMap<Integer, String>> translations = new LinkedHashMap<>();
    for (String translator : translators) {
      translations.put(field(translator), segments(by(document, "ref", "translator", translator)));
    }
    Map<String, TreeMap<Integer, String>> outputs = new LinkedHashMap<>();
    for (String system : systems) {
      outputs.put(system, segments(by(document, "hyp", "system", system)));
    }
    source.forEach(
        (id, text) -> {
          if (!translations.isEmpty()
              && translations.values().stream().allMatch(t -> t.getOrDefault(id, "").isEmpty())) {
            return;
          }
          put("src", text);
          translations.forEach((field, texts) -> put(field, texts.getOrDefault(id, "")));
          put("docid", document.getAttribute("id"));
          put("origlang", document.getAttribute("origlang"));
          outputs.forEach((system, texts) -> put(system, texts.getOrDefault(id, "")));
          put("domain", document.getAttribute("domain"));
        });
  }

  private void put(String field, String value) {
    fields.computeIfAbsent(field, f -> new ArrayList<>()).add(SgmFile.single(value));
  }

  private static String field(String translator) {
    return translator.isEmpty() ? "ref" : "ref:" + translator;
  }

  private static TreeSet<String> names(List<Element> documents, String tag, String attribute) {
    return documents.stream()
        .flatMap(document -> elements(document, tag).stream())
        .map(each -> each.getAttribute(attribute))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Element> by(Element in, String tag, String attribute, String value) {
    return elements(in, tag).stream()
        .filter(each -> each.getAttribute(attribute).equals(value))
        .toList();
  }

  /** The texts of the segments within these elements, by number. */
  private static TreeMap<Integer, String> segments(List<Element> parents) {
    TreeMap<Integer, String> texts = new TreeMap<>();
    for (Element parent : parents) {
      for (Element segment : elements(parent, "seg")) {
        Node first = segment.getFirstChild();
        String text =
            first != null && first.getNodeType() == Node.TEXT_NODE ? first.getNodeValue() : "";
        texts.put(Integer.valueOf(segment.getAttribute("id").strip()), text);
      }
    }
    return texts;
  }

  private static List<Element> elements(Element in, String tag) {
    NodeList found = in.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>(found.getLength());
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static Document document(byte[] xml, String name) {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // Nothing outside the file is read.
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setCoalescing(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // which would print
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (SAXParseException e) {
      throw UserException.data(
          "%s:%d: is not XML (%s); copy or download it again"
              .formatted(name, e.getLineNumber(), e.getMessage()));
    } catch (SAXException | IOException e) {
      throw UserException.data(
          "%s: is not XML (%s); copy or download it again".formatted(name, e.getMessage()));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
