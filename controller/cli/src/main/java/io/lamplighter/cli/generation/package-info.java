/** The generations of an environment on a machine. Public: the commands. */
@NullMarked
package io.lamplighter.cli.generation;

import org.jspecify.annotations.NullMarked;
