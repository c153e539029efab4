package org.translatenas.bilevel;

import java.util.List;

/**
 * What a search ends with; the same again from its last checkpoint.
 *
 * @param choices for each node the index of its candidate; −1 where the discretiser leaves it out
 * @param mixing A at the end; null where the method learns none
 */
public record SearchResult(List<Integer> choices, double[][] mixing) {}
