/** The generations of a machine, as its agent reports them and as operators see them. All types are public. */
@NullMarked
package io.lamplighter.api.generation;

import org.jspecify.annotations.NullMarked;
