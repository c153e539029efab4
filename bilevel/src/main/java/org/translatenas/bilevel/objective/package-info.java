/**
 * What an architecture is judged by: losses of data, penalties, and functions without a gradient.
 */
package org.translatenas.bilevel.objective;
