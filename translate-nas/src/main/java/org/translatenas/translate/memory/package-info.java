/** What a search needs in memory, computed from shapes alone. */
package org.translatenas.translate.memory;
