/**
 * Pages of package indexes, taken apart as PEP 503, 592, 658, 691 and 714 say, and the lists of conda channels; nothing
 * here fetches them. Public: {@link io.lamplighter.api.index.Listing} with its
 * {@link io.lamplighter.api.index.ListedFile}s and their {@link io.lamplighter.api.index.Sidecar}s, and
 * {@link io.lamplighter.api.index.Repodata}.
 */
@NullMarked
package io.lamplighter.api.index;

import org.jspecify.annotations.NullMarked;
