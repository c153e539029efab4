/**
 * The operations of which layers are made, each on tensors [B, T, c]. Letters: see the package
 * above.
 */
package org.translatenas.translate.model.operation;
