package org.translatenas.translate.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.translatenas.reversible.Precision;
import org.translatenas.training.UserException;

/**
 * One model, or several of one vocabulary that translate together.
 *
 * @param folders the first one's tokenizer serves all
 */
public record Ensemble(List<ModelFolder> folders) implements AutoCloseable {
  /**
   * Loads models, all in one precision.
   *
   * @throws UserException if one cannot be used, or has other pieces than the first
   */
  public static Ensemble open(List<Path> paths, Precision precision) {
    Ensemble ensemble = new Ensemble(new ArrayList<>());
    boolean whole = false;
    try {
      for (Path path : paths) {
        ModelFolder next = ModelFolder.open(path, precision);
        ensemble.folders.add(next);
        if (!pieces(next).equals(pieces(ensemble.folders.get(0)))) {
          throw UserException.data(
              "%s: has other pieces than %s; models translate together only with one vocabulary"
                  .formatted(path, paths.get(0)));
        }
      }
      whole = true;
      return ensemble;
    } finally {
      if (!whole) {
        ensemble.close();
      }
    }
  }

  private static List<String> pieces(ModelFolder folder) {
    List<String> pieces = new ArrayList<>();
    for (int id = 0; id < folder.tokenizer().vocabularySize(); id++) {
      pieces.add(folder.tokenizer().piece(id));
    }
    return pieces;
  }

  @Override
  public void close() {
    folders.forEach(ModelFolder::close);
  }
}
