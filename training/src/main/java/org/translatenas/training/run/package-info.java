/** Run folders: checkpoints that survive a kill, and where a result came from. */
package org.translatenas.training.run;
