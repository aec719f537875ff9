/**
 * What operators applied, of every kind, with all revisions. Public:
 * {@link io.lamplighter.controller.manifest.ManifestStore} and what it gives
 * ({@link io.lamplighter.controller.manifest.ManifestSet}, {@link io.lamplighter.controller.manifest.StoredManifest}),
 * {@link io.lamplighter.controller.manifest.Proposals} of them, and
 * {@link io.lamplighter.controller.manifest.ManifestFollower}, which hears of changes.
 */
@NullMarked
package io.lamplighter.controller.manifest;

import org.jspecify.annotations.NullMarked;
