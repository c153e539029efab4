package org.translatenas.translate.compare;

import java.util.Locale;
import java.util.function.IntToLongFunction;
import org.translatenas.training.UserException;

/**
 * The embedding width with which a model is as large as another.
 *
 * @param embeddingWidth e
 * @param parameters of the model with it
 */
record EqualSize(int embeddingWidth, long parameters) {
  private static final int STEP = 4;
  private static final double TOLERANCE = 0.03;

  /**
   * The multiple of four that comes nearest.
   *
   * @param name for a refusal
   * @param count parameters as a function of e, linear
   * @param wanted parameters
   */
  static EqualSize of(String name, IntToLongFunction count, long wanted) {
    double each = (count.applyAsLong(2 * STEP) - count.applyAsLong(STEP)) / (double) STEP;
    double exact = STEP + (wanted - count.applyAsLong(STEP)) / each;
    int width = (int) Math.max(STEP, STEP * Math.round(exact / STEP));
    long parameters = count.applyAsLong(width);
    if (Math.abs(parameters - wanted) > TOLERANCE * wanted) {
      throw UserException.data(
          String.format(
              Locale.ROOT,
              "%s: with an embedding of %d it has %,d parameters, where %,d are wanted; give it"
                  + " another model.width",
              name,
              width,
              parameters,
              wanted));
    }
    return new EqualSize(width, parameters);
  }
}
