/**
 * Configurations: a tree of immutable records, read strictly from YAML and {@code --set
 * section.key=value}, and written back.
 *
 * <p>A section is a record; a key is a record component; a default is {@link
 * org.translatenas.training.config.Default}; a range is checked in the record's compact
 * constructor. Whatever is wrong in a configuration is a usage error (exit code 2) of one line.
 */
package org.translatenas.training.config;
