package org.translatenas.training.run;

import java.nio.file.Path;

/**
 * One saved state of a run.
 *
 * @param update after which it was taken
 * @param score of the validation at that update, NaN if there was none
 * @param folder with the files that the run wrote
 */
public record Checkpoint(long update, double score, Path folder) {}
