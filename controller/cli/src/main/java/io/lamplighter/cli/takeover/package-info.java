/**
 * Takes over what people have: reads an environment, or the file it was made from, and writes a manifest that makes it
 * again. Public: {@link io.lamplighter.cli.takeover.ImportCommand}. One class a form; each gives an {@code Imported}.
 */
@NullMarked
package io.lamplighter.cli.takeover;

import org.jspecify.annotations.NullMarked;
