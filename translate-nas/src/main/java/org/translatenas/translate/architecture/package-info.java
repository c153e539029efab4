/** Architectures as data: what a search finds, what a training run builds, and their file. */
package org.translatenas.translate.architecture;
