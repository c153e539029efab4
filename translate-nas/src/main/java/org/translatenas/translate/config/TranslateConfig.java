package org.translatenas.translate.config;

/**
 * The root of a configuration file.
 *
 * @param prepare which texts become the prepared corpus
 */
public record TranslateConfig(PrepareConfig prepare) {}
