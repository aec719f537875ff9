/** Join tokens. Public: the commands. */
@NullMarked
package io.lamplighter.cli.token;

import org.jspecify.annotations.NullMarked;
