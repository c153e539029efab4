/** The comparison of search methods: every row searched, trained and scored alike. */
package org.translatenas.translate.compare;
