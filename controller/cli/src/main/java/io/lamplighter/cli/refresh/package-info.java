/** Updates of environments. Public: {@link io.lamplighter.cli.refresh.RefreshCommand}. */
@NullMarked
package io.lamplighter.cli.refresh;

import org.jspecify.annotations.NullMarked;
