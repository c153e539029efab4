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
  private final InputLines in;
  private final OutputStream out;

  /** Reads {@code in} and writes {@code out}; closes neither. */
  public TranslationStream(Translator translator, InputStream in, OutputStream out) {
    this.translator = translator;
    this.in = new InputLines(in);
    this.out = out;
  }

  /** Translates to the end of the input. */
  public void run() {
    for (List<String> lines = window(); !lines.isEmpty(); lines = window()) {
      write(translator.translate(lines, in.number() - lines.size() + 1));
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
      write(translator.translate(List.of(line), in.number()));
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

  private void write(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    try {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw UserException.data(
          "standard output: cannot be written (" + e.getMessage() + "); check where it goes");
    }
  }
}
