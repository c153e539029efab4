package org.translatenas.translate.train;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.translatenas.translate.config.DecodeConfig;
import org.translatenas.translate.data.PreparedCorpus;
import org.translatenas.translate.decode.Translator;
import org.translatenas.translate.model.TranslationModel;
import org.translatenas.translate.score.Bleu;

/**
 * BLEU of greedy translations of the first lines of the validation set; NaN when there are none to
 * translate.
 */
public final class ValidationBleu implements ToDoubleFunction<TranslationModel> {
  private final PreparedCorpus corpus;
  private final DecodeConfig greedy;
  private final List<String> sources;
  private final List<String> references;

  /** On the first {@code lines} lines of {@code corpus}'s validation text. */
  public ValidationBleu(PreparedCorpus corpus, DecodeConfig config, int lines) {
    this.corpus = corpus;
    this.greedy = config.greedy();
    PreparedCorpus.RawText text = corpus.validText();
    int count = Math.min(lines, text.source().size());
    this.sources = List.copyOf(text.source().subList(0, count));
    this.references = List.copyOf(text.target().subList(0, count));
  }

  @Override
  public double applyAsDouble(TranslationModel model) {
    if (sources.isEmpty()) {
      return Double.NaN;
    }
    Translator translator =
        new Translator(
            List.of(model),
            corpus.tokenizer(),
            corpus.marks(),
            greedy,
            Translator.Wishes.NONE,
            warning -> {});
    List<String> translations = translator.translate(sources, 1);
    return Bleu.STANDARD.corpusScore(translations, List.of(references)).score();
  }
}
