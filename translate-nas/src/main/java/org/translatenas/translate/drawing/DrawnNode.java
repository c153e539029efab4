package org.translatenas.translate.drawing;

import java.util.List;

/**
 * A node to draw: it reads some of the stack's streams, computes, and adds the result to one.
 *
 * @param operation what it computes
 * @param reads indices of the streams that it reads, from 0
 * @param adds index of the stream that its output is added to
 * @param memory whether it reads the encoder's output too
 * @param prefix with which the names of its weights begin, in the first repeat of the block
 */
record DrawnNode(String operation, List<Integer> reads, int adds, boolean memory, String prefix) {}
