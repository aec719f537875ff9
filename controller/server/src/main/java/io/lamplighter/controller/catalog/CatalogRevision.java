package io.lamplighter.controller.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of which catalog decides.
 *
 * @param revision from 1, without a gap
 * @param version of the catalog that was put in place; absent where the shipped one came back
 * @param shipped version of the catalog that the controller shipped then
 * @param by who did it
 */
record CatalogRevision(long revision, @Nullable String version, String shipped, String by, Instant at) {}
