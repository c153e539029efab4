package org.translatenas.translate.data;

/**
 * Where a run stands in its data: the batch to come. With the seed it is all that a {@link
 * BatchStream} needs to go on.
 *
 * @param epoch passes over the data that are done, from 0
 * @param batch batches of the current epoch that are done, from 0
 */
public record DataPosition(int epoch, int batch) {
  /** The first batch of the first epoch. */
  public static final DataPosition START = new DataPosition(0, 0);

  /** Refuses negative numbers. */
  public DataPosition {
    if (epoch < 0 || batch < 0) {
      throw new IllegalArgumentException("negative data position: " + epoch + ", " + batch);
    }
  }
}
