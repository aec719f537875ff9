package io.lamplighter.api.manifest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fields of a record, values of an enum, or forms of a value, that the design has and this version does not act on. The
 * reader refuses them as "not in this version" instead of taking and ignoring them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Later {
    /** Stands for a list where this version takes only one text. */
    String LIST = "[…]";

    String[] value();
}
