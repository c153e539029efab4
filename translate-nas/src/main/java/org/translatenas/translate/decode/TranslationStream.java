package org.translatenas.translate.decode;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.UserException;
import org.translatenas.translate.process.StandardOutput;

/**
 * Translates a stream of UTF-8 lines into another. The input may be longer than memory: some lines
 * are read, translated, written and flushed before the next are read.
 */
public final class TranslationStream {
  /** Enough that batches of one length can be made of them. */
  static final int WINDOW_LINES = 2_000;

  private static final String PROMPT = "> ";

  private final Translator translator;
  private final TranslationFormat format;
  private final InputLines in;
  private final InputLines prefixes;
  private final StandardOutput out;
  private UserException broken;
  private long translated;

  /** Reads {@code in} and writes {@code out}; closes neither. */
  public TranslationStream(
      Translator translator, TranslationFormat format, InputStream in, OutputStream out) {
    this(translator, format, new InputLines(in), null, out);
  }

  /**
   * The same with a prefix for each line.
   *
   * @param prefixes what each line's translations begin with; null for nothing
   */
  public TranslationStream(
      Translator translator,
      TranslationFormat format,
      InputLines in,
      InputLines prefixes,
      OutputStream out) {
    this.translator = translator;
    this.format = format;
    this.in = in;
    this.prefixes = prefixes;
    this.out = new StandardOutput(out);
  }

  /** Translates to the end of the input. */
  public void run() {
    for (List<Translator.Line> lines = window(); !lines.isEmpty(); lines = window()) {
      translate(lines);
    }
    if (broken != null) {
      throw broken;
    }
    if (prefixes != null && prefixes.next() != null) {
      throw UserException.data(
          "%s has more lines than %s, %d; every line needs its prefix, which may be empty"
              .formatted(prefixes.name(), in.name(), in.number()));
    }
  }

  /** Answers each line at once, with a prompt before it, until the input ends. */
  public void converse(PrintStream prompts) {
    while (true) {
      prompts.print(PROMPT);
      prompts.flush();
      String line = in.next();
      if (line == null) {
        prompts.println();
        return;
      }
      translate(List.of(new Translator.Line(line, "")));
    }
  }

  /** The next lines; a line that cannot be read waits until those before it are translated. */
  private List<Translator.Line> window() {
    List<Translator.Line> lines = new ArrayList<>();
    try {
      while (broken == null && lines.size() < WINDOW_LINES) {
        String line = in.next();
        if (line == null) {
          break;
        }
        lines.add(new Translator.Line(line, prefixes == null ? "" : prefix()));
      }
    } catch (UserException e) {
      broken = e;
    }
    return lines;
  }

  private String prefix() {
    String prefix = prefixes.next();
    if (prefix == null) {
      throw UserException.data(
          "%s has only %d lines, %s has more; every line needs its prefix, which may be empty"
              .formatted(prefixes.name(), prefixes.number(), in.name()));
    }
    return prefix;
  }

  private void translate(List<Translator.Line> lines) {
    long first = translated + 1;
    translated += lines.size();
    StringBuilder text = new StringBuilder();
    List<List<Translation>> found = translator.translate(lines, first, format.translations());
    for (int i = 0; i < lines.size(); i++) {
      text.append(format.text(first + i, lines.get(i).source(), found.get(i)));
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
