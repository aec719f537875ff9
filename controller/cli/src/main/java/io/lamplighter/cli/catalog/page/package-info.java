/**
 * Pages of indexes, from the network and from disk: fetched within limits, taken apart as PEP 503 and PEP 691 say.
 * Public: {@link io.lamplighter.cli.catalog.page.Pages}, what it answers with,
 * {@link io.lamplighter.cli.catalog.page.Listing} and {@link io.lamplighter.cli.catalog.page.UnreadablePage}.
 */
@NullMarked
package io.lamplighter.cli.catalog.page;

import org.jspecify.annotations.NullMarked;
