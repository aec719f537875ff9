/**
 * The generations that machines have. Public: {@link io.lamplighter.controller.generation.GenerationStore},
 * {@link io.lamplighter.controller.generation.ReportedGenerations},
 * {@link io.lamplighter.controller.generation.KnownGenerations},
 * {@link io.lamplighter.controller.generation.RollbackStore}, {@link io.lamplighter.controller.generation.KeepStore}.
 */
@NullMarked
package io.lamplighter.controller.generation;

import org.jspecify.annotations.NullMarked;
