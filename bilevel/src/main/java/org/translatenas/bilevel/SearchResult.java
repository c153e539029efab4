package org.translatenas.bilevel;

import java.util.List;

/**
 * What a search ends with; the same when one that has ended is asked again.
 *
 * @param choices for each node the index of its candidate; −1 where the discretiser leaves it out
 * @param mixing A at the end; null where α never moved
 */
public record SearchResult(List<Integer> choices, double[][] mixing) {}
