package org.translatenas.translate.model;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.Map;
import org.translatenas.tokenization.SentencePieceModel;
import org.translatenas.training.run.Provenance;
import org.translatenas.translate.data.ToyModel;

/** Model folders of small models with random weights, which translate letters into letters. */
public final class ToyFolder {
  /** The pieces of {@link ToyModel}. */
  public static final int VOCABULARY = ToyModel.make().pieces().size();

  private ToyFolder() {}

  /** Writes a folder. */
  public static void write(Path folder, ModelSpec spec, long seed) {
    write(folder, spec, seed, ToyModel.make());
  }

  /** Writes a folder with another tokenizer. */
  public static void write(Path folder, ModelSpec spec, long seed, SentencePieceModel tokenizer) {
    Provenance provenance = Provenance.of("seed: 1\n", Map.of(), Map.of(), 1);
    try (TranslationModel model = ToyModels.create(spec, DataType.FLOAT32, seed)) {
      ModelFolder.write(folder, spec, model, tokenizer, "seed: 1\n", provenance);
    }
  }
}
