package org.translatenas.translate.config;

/**
 * The root of a configuration file.
 *
 * @param prepare which texts become the prepared corpus
 * @param decode how sentences are translated
 */
public record TranslateConfig(PrepareConfig prepare, DecodeConfig decode) {}
