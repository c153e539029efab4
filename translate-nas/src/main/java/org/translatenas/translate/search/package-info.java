/** Searching an architecture of the translation space. */
package org.translatenas.translate.search;
