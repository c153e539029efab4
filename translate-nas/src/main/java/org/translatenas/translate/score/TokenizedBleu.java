package org.translatenas.translate.score;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The "tokenised, compound-split" BLEU of older English–German papers (from Luong, Pham, Manning:
 * Effective Approaches to Attention-based Neural Machine Translation, EMNLP 2015, to Vaswani et al.
 * 2017, "for historical reasons"): full-width and typographic marks become ASCII, Moses' tokenizer
 * cuts the words, words joined by a hyphen are cut there too, and BLEU is computed without
 * smoothing as by Moses' multi-bleu.perl. Compounds that match in part raise it: it does not
 * compare with {@link Bleu}, and its name and signature say what it is.
 *
 * @param language that is translated to, one of {@link MosesTokenizer#LANGUAGES}
 * @param lowercase whether case is ignored
 */
public record TokenizedBleu(String language, boolean lowercase) implements Metric {
  /**
   * Two characters with a hyphen between; the next pair begins behind them, as in the papers'
   * script. That works on bytes: behind the first of a letter beyond ASCII.
   */
  private static final Pattern COMPOUND =
      Pattern.compile("(\\S)-(?:([\\S&&\\p{ASCII}])|(?=\\P{ASCII}))");

  private static final String SPLIT = "$1 ##AT##-##AT## $2";

  /** Cuts lines for this score. Small letters come after: Moses' rules look at capitals. */
  private record Cut(MosesTokenizer moses, boolean lowercase) implements ScoreTokenizer {
    @Override
    public String tokenize(String line) {
      String words = moses.tokenize(AsciiPunctuation.replace(line));
      String split = COMPOUND.matcher(words).replaceAll(SPLIT);
      return lowercase ? PythonText.lower(split) : split;
    }

    @Override
    public String name() {
      return "moses-" + moses.language();
    }
  }

  /** A BLEU score under another name. */
  private record Named(BleuScore bleu) implements MetricScore {
    @Override
    public String name() {
      return "BLEU(tokenised, compound-split)";
    }

    @Override
    public double score() {
      return bleu.score();
    }

    @Override
    public String verbose() {
      return bleu.verbose();
    }
  }

  private Bleu bleu() {
    Smoothing none = Smoothing.of(Smoothing.Method.NONE);
    return new Bleu(new Cut(new MosesTokenizer(language), lowercase), none, false, false);
  }

  /** The words of a line as they are counted, with spaces between. */
  String words(String line) {
    return bleu().tokenizer().tokenize(line);
  }

  @Override
  public double[][] segmentVectors(List<String> hypotheses, List<List<String>> references) {
    return bleu().segmentVectors(hypotheses, references);
  }

  @Override
  public MetricScore scoreOfSum(double[] sum) {
    return new Named(bleu().scoreOfSum(sum));
  }

  @Override
  public Signature signature(int references) {
    return new Signature(references)
        .with("case", "c", lowercase ? "lc" : "mixed")
        .with("tok", "tok", "moses-" + language)
        .with("punct", "p", "ascii")
        .with("compounds", "cs", "split")
        .with("smooth", "s", "none");
  }
}
