/** Corpora, candidate operations, supernet and derived model, decoding, scores, command line. */
package org.translatenas.translate;
