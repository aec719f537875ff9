/** What operators decide for one machine. Public: the commands. */
@NullMarked
package io.lamplighter.cli.machine;

import org.jspecify.annotations.NullMarked;
