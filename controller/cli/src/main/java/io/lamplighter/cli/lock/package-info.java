/** Locks of plans: what is in one, and what changes from one to another. Public: the commands. */
@NullMarked
package io.lamplighter.cli.lock;

import org.jspecify.annotations.NullMarked;
