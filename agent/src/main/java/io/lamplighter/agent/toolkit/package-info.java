/**
 * CUDA toolkits: fetches archives, unpacks them into a prefix and proves what came of it. Public is
 * {@link io.lamplighter.agent.toolkit.Toolkits}.
 */
@NullMarked
package io.lamplighter.agent.toolkit;

import org.jspecify.annotations.NullMarked;
