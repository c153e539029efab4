/** Convolutional cell spaces and reinforcement-learning search. */
package org.translatenas.vision;
