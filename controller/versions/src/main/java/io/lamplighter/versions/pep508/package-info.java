/**
 * Requirements of Python packages and the markers that say for which machines they are meant. Public:
 * {@link io.lamplighter.versions.pep508.Requirement}, {@link io.lamplighter.versions.pep508.Marker} with what it is
 * made of, and {@link io.lamplighter.versions.pep508.MarkerEnvironment}.
 */
@NullMarked
package io.lamplighter.versions.pep508;

import org.jspecify.annotations.NullMarked;
