/** Files that are either whole or not there, and weights in the safetensors format. */
package org.translatenas.training.files;
