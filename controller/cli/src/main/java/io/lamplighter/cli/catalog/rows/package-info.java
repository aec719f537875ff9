/**
 * Rows for what a source carries and the catalog does not know, from the names and the metadata of its wheels; and how
 * they get into a catalog. Public: {@link io.lamplighter.cli.catalog.rows.CatalogRows} and what makes them, and the
 * command that adds them.
 */
@NullMarked
package io.lamplighter.cli.catalog.rows;

import org.jspecify.annotations.NullMarked;
