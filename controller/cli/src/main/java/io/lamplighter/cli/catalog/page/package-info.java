/**
 * Pages of indexes, from the network and from disk: fetched within limits. Public:
 * {@link io.lamplighter.cli.catalog.page.Pages}, what it answers with, and
 * {@link io.lamplighter.cli.catalog.page.UnreadablePage}.
 */
@NullMarked
package io.lamplighter.cli.catalog.page;

import org.jspecify.annotations.NullMarked;
