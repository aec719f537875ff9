/** How {@code lamp} ends: numbers for scripts, sentences for people. All types are public. */
@NullMarked
package io.lamplighter.cli.exit;

import org.jspecify.annotations.NullMarked;
