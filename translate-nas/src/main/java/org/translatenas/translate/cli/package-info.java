/** The command line: one class a verb, which parses, calls one service and prints. */
package org.translatenas.translate.cli;
