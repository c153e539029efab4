package org.translatenas.translate.search;

import java.util.List;
import org.translatenas.reversible.Parameter;
import org.translatenas.reversible.ParameterSet;
import org.translatenas.reversible.Precision;
import org.translatenas.reversible.Torch;
import org.translatenas.translate.architecture.NormPlacement;
import org.translatenas.translate.architecture.SearchSpace;
import org.translatenas.translate.model.ModelFactory;
import org.translatenas.translate.model.ModelSizes;
import org.translatenas.translate.model.ModelSpec;
import org.translatenas.translate.model.SupernetModel;
import org.translatenas.translate.model.TranslationModel;

/**
 * The models of single architectures with weights from a supernet, which can decode: in float32, as
 * {@code translate} does, whatever the search computes in.
 */
record InheritedModel(SearchSpace space, ModelSizes sizes, int vocabulary) {
  /** One choice a node; the weights are copies of the supernet's as they are now. */
  TranslationModel of(List<Integer> choices, SupernetModel supernet) {
    ModelSpec spec =
        new ModelSpec(
            ModelSpec.Family.MULTI_SPLIT,
            NormPlacement.PRE,
            space.architecture(choices),
            sizes,
            vocabulary);
    TranslationModel model = ModelFactory.zeros(spec, Precision.FLOAT32);
    ParameterSet shared = supernet.model().parameters();
    for (Parameter parameter : model.parameters().all()) {
      Torch.copy(shared.get(parameter.name()).value(), parameter.value());
    }
    model.parameters().freeze(); // As a model that was read: weights decide who multiplies.
    return model;
  }
}
