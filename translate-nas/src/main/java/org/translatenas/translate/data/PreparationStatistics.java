package org.translatenas.translate.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a preparation read, dropped and kept: {@code statistics.json} of a prepared corpus, version
 * {@value #VERSION}, with the components' names as keys.
 *
 * @param version of the prepared folder as a whole
 * @param vocabularySize pieces of the tokenizer
 * @param tokenizerLines lines that trained the tokenizer, 0 when one was given
 * @param tokenizerSha256 of tokenizer.model; null in folders of before there was such a key
 * @param train the training pairs
 * @param valid the validation pairs
 * @param test the test pairs, null without
 */
public record PreparationStatistics(
    int version,
    int vocabularySize,
    long tokenizerLines,
    String tokenizerSha256,
    Part train,
    Part valid,
    Part test) {
  /** Version of the prepared folder that this program writes. */
  public static final int VERSION = 1;

  /** Pieces per entry of a {@link Side#lengthHistogram}. */
  public static final int HISTOGRAM_WIDTH = 10;

  /** SHA-256 of the texts that a model is made of, by their part and side. */
  public Map<String, String> checksums() {
    Map<String, String> checksums = new LinkedHashMap<>();
    checksums.put("train.source", train.source().sha256());
    checksums.put("train.target", train.target().sha256());
    checksums.put("valid.source", valid.source().sha256());
    checksums.put("valid.target", valid.target().sha256());
    return checksums;
  }

  /**
   * Pairs of one part of the corpus; those read are those kept and those dropped.
   *
   * @param pairsRead lines of each text
   * @param pairsKept pairs in the shard
   * @param droppedEmpty a side has no piece
   * @param droppedTooLong a side has more pieces than {@code maxLength}
   * @param droppedDisproportionate the sides' lengths do not fit; train only
   * @param source of the pairs kept, but for file, checksum, carriage returns and mark
   * @param target likewise
   */
  public record Part(
      long pairsRead,
      long pairsKept,
      long droppedEmpty,
      long droppedTooLong,
      long droppedDisproportionate,
      Side source,
      Side target) {}

  /**
   * One language of a part.
   *
   * @param file as the configuration names it
   * @param sha256 of the file as it lay on the disk
   * @param carriageReturns lines that ended in {@code \r\n}; the {@code \r} was taken off
   * @param byteOrderMark whether one was taken off the first line
   * @param words separated by white space
   * @param pieces without marks
   * @param piecesPerWord pieces / words
   * @param unknownPieces pieces that the vocabulary lacks
   * @param unknownRate unknownPieces / pieces
   * @param longest most pieces of a sentence
   * @param lengthHistogram sentences with 0–9 pieces, 10–19, …
   */
  public record Side(
      String file,
      String sha256,
      long carriageReturns,
      boolean byteOrderMark,
      long words,
      long pieces,
      double piecesPerWord,
      long unknownPieces,
      double unknownRate,
      int longest,
      List<Long> lengthHistogram) {}
}
