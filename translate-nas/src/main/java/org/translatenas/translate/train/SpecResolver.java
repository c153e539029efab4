package org.translatenas.translate.train;

import java.nio.file.Path;
import org.translatenas.training.UserException;
import org.translatenas.translate.architecture.Architecture;
import org.translatenas.translate.architecture.ArchitectureFile;
import org.translatenas.translate.config.ModelConfig;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.ModelSpec.Family;

/** From the section {@code model} to the specification of a model. */
public final class SpecResolver {
  private SpecResolver() {}

  /** The model that {@code config} describes, over {@code vocabulary} pieces. */
  public static ModelSpec resolve(ModelConfig config, int vocabulary) {
    Family family =
        switch (config.architecture()) {
          case "transformer" -> Family.TRANSFORMER;
          case "evolved-transformer" -> Family.EVOLVED_TRANSFORMER;
          default -> Family.MULTI_SPLIT;
        };
    Architecture architecture =
        family == Family.MULTI_SPLIT ? ArchitectureFile.read(Path.of(config.architecture())) : null;
    try {
      return new ModelSpec(family, config.norm(), architecture, ModelSizes.of(config), vocabulary);
    } catch (IllegalArgumentException e) {
      throw UserException.usage("the configuration does not fit together: " + e.getMessage());
    }
  }
}
