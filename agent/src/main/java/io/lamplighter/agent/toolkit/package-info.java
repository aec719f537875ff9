/**
 * CUDA toolkits: fetches archives, unpacks them into a prefix and proves what came of it. Public:
 * {@link io.lamplighter.agent.toolkit.Toolkits}, and {@link io.lamplighter.agent.toolkit.VersionFiles}, by which any
 * toolkit says what it is.
 */
@NullMarked
package io.lamplighter.agent.toolkit;

import org.jspecify.annotations.NullMarked;
