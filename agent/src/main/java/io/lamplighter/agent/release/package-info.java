/**
 * Letting go of the NVIDIA driver when somebody asks for it, as before an upgrade that unloads it. Public:
 * {@link io.lamplighter.agent.release.ReleaseFiles}, by which the command and the agent talk.
 */
@NullMarked
package io.lamplighter.agent.release;

import org.jspecify.annotations.NullMarked;
