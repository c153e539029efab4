/**
 * Scores of translations, equal to sacreBLEU's (Post: A Call for Clarity in Reporting BLEU Scores,
 * WMT 2018; behaviour of release 2.6.0).
 *
 * <p>Python's view of text and numbers is part of the definition: which characters separate words,
 * that lines end at a line feed only, and that halves are rounded to even ({@link
 * org.translatenas.translate.score.PythonText}, {@link
 * org.translatenas.translate.score.PythonNumbers}).
 */
package org.translatenas.translate.score;
