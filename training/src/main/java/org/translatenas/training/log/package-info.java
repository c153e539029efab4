/** What a run says while it goes: metrics as JSON Lines, a progress line, memory. */
package org.translatenas.training.log;
