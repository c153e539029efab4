package org.translatenas.training.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a configuration key is when nothing gives it a value, as YAML text: {@code @Default("0.1")},
 * {@code @Default("[en, de]")}, {@code @Default("{dropout: 0.2}")} for a section. {@code "null"}
 * makes the key optional: only then may it be null. A key without this annotation must be given,
 * unless it is a section, which is then built from its own defaults.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** YAML text of the component's type. */
  String value();
}
