package io.lamplighter.api.manifest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A type that is a whole number in a manifest, or a text where a number does not say it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WholeOrText {}
