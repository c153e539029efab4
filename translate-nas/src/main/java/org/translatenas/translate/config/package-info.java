/** The configuration of a run: one immutable record per section of the YAML file. */
package org.translatenas.translate.config;
