/** What happened while nobody looked. Public: the commands. */
@NullMarked
package io.lamplighter.cli.morning;

import org.jspecify.annotations.NullMarked;
