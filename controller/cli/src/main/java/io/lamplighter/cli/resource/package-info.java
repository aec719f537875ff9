/**
 * What the controller holds: listed, described, deleted. Public: the commands and
 * {@link io.lamplighter.cli.resource.ResourceKind}.
 */
@NullMarked
package io.lamplighter.cli.resource;

import org.jspecify.annotations.NullMarked;
