/**
 * Drawings of architectures for people: as lines and boxes in a terminal, and as GraphViz source.
 * Nothing here starts the tensor engine.
 */
package org.translatenas.translate.drawing;
