/** The verbs of the command line: each parses, calls one service and prints. */
package org.translatenas.translate.cli;
