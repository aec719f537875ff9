/**
 * A person's own packages over an environment that the agent keeps. Public:
 * {@link io.lamplighter.cli.overlay.OverlayCommand}.
 */
@NullMarked
package io.lamplighter.cli.overlay;

import org.jspecify.annotations.NullMarked;
