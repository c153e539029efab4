/**
 * What every run shares: configurations, optimisers, checkpoints, weight files, metrics, progress.
 */
package org.translatenas.training;
