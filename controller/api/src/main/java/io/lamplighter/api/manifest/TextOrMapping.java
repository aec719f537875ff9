package io.lamplighter.api.manifest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A type that is one text in a manifest, a list of such texts, or a mapping as a record has it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface TextOrMapping {
    Class<? extends Record> value();
}
