/** Freezes of groups. Public: {@link io.lamplighter.cli.freeze.FreezeCommand} and its opposite. */
@NullMarked
package io.lamplighter.cli.freeze;

import org.jspecify.annotations.NullMarked;
