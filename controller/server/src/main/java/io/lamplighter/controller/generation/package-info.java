/** The generations that machines have. Public: {@link io.lamplighter.controller.generation.GenerationStore}. */
@NullMarked
package io.lamplighter.controller.generation;

import org.jspecify.annotations.NullMarked;
