package org.translatenas.translate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.translatenas.tokenization.ModelFormatException;
import org.translatenas.tokenization.Tokenizer;
import org.translatenas.training.UserException;
import picocli.CommandLine.Option;

/** The SentencePiece model that {@code tokenize} and {@code detokenize} read. */
final class TokenizerOption {
  @Option(
      names = {"--spm", "--model"},
      paramLabel = "MODEL",
      required = true,
      description = "A SentencePiece model, as train-tokenizer and spm_train write it.")
  private Path file;

  Tokenizer load() {
    return load(file);
  }

  /** Reads the tokenizer in {@code file}. */
  static Tokenizer load(Path file) {
    if (Files.isDirectory(file)) {
      throw UserException.data(file + ": is a folder; name the .model in it");
    }
    if (Files.notExists(file)) { // not: where nothing may be seen
      throw UserException.data(file + ": no such file; check the path");
    }
    try {
      return Tokenizer.load(file);
    } catch (ModelFormatException e) {
      throw UserException.data(e.getMessage());
    } catch (IOException e) {
      throw UserException.unreadable(file, e);
    }
  }
}
