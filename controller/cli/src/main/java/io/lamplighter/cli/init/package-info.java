/** The first manifests, from the facts of this machine. Public: {@link io.lamplighter.cli.init.InitCommand}. */
@NullMarked
package io.lamplighter.cli.init;

import org.jspecify.annotations.NullMarked;
