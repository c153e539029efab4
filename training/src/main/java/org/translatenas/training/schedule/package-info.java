/** Learning rates over updates, and when to stop. Updates count from 1. */
package org.translatenas.training.schedule;
