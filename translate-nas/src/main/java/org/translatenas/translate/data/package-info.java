/**
 * From text files to batches of ids: preparing a corpus, keeping it in memory-mapped shards,
 * packing sentences into rectangular batches in an order that replays exactly.
 *
 * <p>Legend, as in every tensor line of the module:
 *
 * <ul>
 *   <li>B: sentences in a batch;
 *   <li>S: source positions, the longest source of the batch with its end mark;
 *   <li>T: target positions, the longest target of the batch with its begin or end mark;
 *   <li>id: number of a piece in the tokenizer's vocabulary; a length is a number of ids, without
 *       marks unless it says so.
 * </ul>
 */
package org.translatenas.translate.data;
