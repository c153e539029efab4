package org.translatenas.bilevel.sampling;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A drawn architecture.
 *
 * @param weights ζ, with which the supernet computes
 * @param sparse whether candidates with weight 0 are left out, and their gradient with them
 * @param choices the discrete architecture that belongs to the draw
 * @param pull the gradient with respect to ζ back to the logits log q
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Sample(
    double[][] weights, boolean sparse, List<Integer> choices, UnaryOperator<double[][]> pull) {}
