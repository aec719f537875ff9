/** What the agent takes of its machine's memory while it rests. */
@NullMarked
package io.lamplighter.agent.footprint;

import org.jspecify.annotations.NullMarked;
