/** Pages of {@code docs/reference} that are made from the programs, so that they say what the programs do. */
@NullMarked
package io.lamplighter.reference;

import org.jspecify.annotations.NullMarked;
