package org.translatenas.translate.search;

import java.util.List;
import org.translatenas.bilevel.Collapse;
import org.translatenas.translate.architecture.Architecture;

/**
 * What a search found.
 *
 * @param architecture the architecture
 * @param choices the same, for each searched node the index of its candidate
 * @param loss of that architecture on the validation set, with the weights that it shared, without
 *     noise: smoothed, in nats a token
 * @param mixing A at the end; null where it drew at random
 * @param collapse how decided the search was; null where it drew at random
 * @param seconds spent
 */
public record SearchOutcome(
    Architecture architecture,
    List<Integer> choices,
    double loss,
    double[][] mixing,
    Collapse collapse,
    double seconds) {}
