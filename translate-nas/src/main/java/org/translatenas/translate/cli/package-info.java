/**
 * The command line: one class for each verb, which parses, calls one service and prints. Results go
 * to standard output, messages and progress to standard error.
 */
package org.translatenas.translate.cli;
