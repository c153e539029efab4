package org.translatenas.translate.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.training.UserException;

/**
 * Translates a stream of UTF-8 lines into another. The input may be longer than memory: some lines
 * are read, translated, written and flushed before the next are read.
 */
public final class TranslationStream {
  /** Enough that batches of one length can be made of them. */
  private static final int WINDOW_LINES = 2_000;

  private static final String PROMPT = "> ";

  private final Translator translator;
  private final TranslationFormat format;
  private final InputLines in;
  private final OutputStream out;

  /** Reads {@code in} and writes {@code out}; closes neither. */
  public TranslationStream(
      Translator translator, TranslationFormat format, InputStream in, OutputStream out) {
    this.translator = translator;
    this.format = format;
    this.in = new InputLines(in);
    this.out = out;
  }

  /** Translates to the end of the input. */
  public void run() {
    for (List<String> lines = window(); !lines.isEmpty(); lines = window()) {
      translate(lines);
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
      translate(List.of(line));
    }
  }

  private List<String> window() {
    List<String> lines = new ArrayList<>();
    while (lines.size() < WINDOW_LINES) {
      String line = in.next();
      if (line == null) {
        break;
      }
      lines.add(line);
    }
    return lines;
  }

  private void translate(List<String> lines) {
    long first = in.number() - lines.size() + 1;
    StringBuilder text = new StringBuilder();
    List<List<Translator.Translation>> found =
        translator.translate(lines, first, format.translations());
    for (int i = 0; i < lines.size(); i++) {
      text.append(format.text(first + i, lines.get(i), found.get(i)));
    }
    write(text.toString());
  }

  private void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw UserException.data(
          "standard output: cannot be written (" + e.getMessage() + "); check where it goes");
    }
  }
}
