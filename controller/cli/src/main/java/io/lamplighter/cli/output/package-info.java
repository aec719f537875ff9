/**
 * What {@code lamp} writes, and in what form; whatever is shown is made harmless here. All types are public but the
 * ways of writing.
 */
@NullMarked
package io.lamplighter.cli.output;

import org.jspecify.annotations.NullMarked;
