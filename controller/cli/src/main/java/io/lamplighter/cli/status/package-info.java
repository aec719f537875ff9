/**
 * How far the machines are, and waiting for them. Public: {@link io.lamplighter.cli.status.StatusCommand},
 * {@link io.lamplighter.cli.status.PhaseCell}, {@link io.lamplighter.cli.status.RolledBack} and
 * {@link io.lamplighter.cli.status.Pause}.
 */
@NullMarked
package io.lamplighter.cli.status;

import org.jspecify.annotations.NullMarked;
