package io.lamplighter.api.manifest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fields of a record, or values of an enum, that the design has and this version does not act on. The reader refuses
 * them as "not in this version" instead of taking and ignoring them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Later {
    String[] value();
}
