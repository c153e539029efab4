package org.translatenas.bilevel.sampling;

import java.util.List;
import java.util.function.UnaryOperator;
import org.translatenas.bilevel.Mixture;

/**
 * An architecture at the present α, and the way back to α.
 *
 * @param mixture with which the supernet computes
 * @param pull the gradient with respect to the mixture's weights back to α; REBAR's difference
 *     where the sampler is conditional
 * @param choices the discrete architecture drawn; null where nothing was
 * @param score ∇α log p(choices); null where nothing was drawn
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Draw(
    Mixture mixture, UnaryOperator<double[][]> pull, List<Integer> choices, double[][] score) {}
