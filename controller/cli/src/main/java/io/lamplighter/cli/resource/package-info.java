/**
 * What the controller holds: listed, described, deleted. Public: the commands,
 * {@link io.lamplighter.cli.resource.ResourceKind} and {@link io.lamplighter.cli.resource.StoredManifest}.
 */
@NullMarked
package io.lamplighter.cli.resource;

import org.jspecify.annotations.NullMarked;
