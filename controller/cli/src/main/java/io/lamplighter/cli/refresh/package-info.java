/**
 * Updates of environments. Public: {@link io.lamplighter.cli.refresh.RefreshCommand},
 * {@link io.lamplighter.cli.refresh.OutdatedCommand}, {@link io.lamplighter.cli.refresh.DenyCommand} and its opposite.
 */
@NullMarked
package io.lamplighter.cli.refresh;

import org.jspecify.annotations.NullMarked;
