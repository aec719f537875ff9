/** What sources really carry, beside what the catalog says they do. Public: the command. */
@NullMarked
package io.lamplighter.cli.catalog.probe;

import org.jspecify.annotations.NullMarked;
