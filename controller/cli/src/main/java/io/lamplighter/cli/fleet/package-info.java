/** What is said of all machines at once: what a change would mean for them, and which fall off. */
@NullMarked
package io.lamplighter.cli.fleet;

import org.jspecify.annotations.NullMarked;
