/**
 * Manifests in files, and what applying them does. Public: the commands and
 * {@link io.lamplighter.cli.manifest.ManifestFiles}.
 */
@NullMarked
package io.lamplighter.cli.manifest;

import org.jspecify.annotations.NullMarked;
