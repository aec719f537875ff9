/** Where the agent keeps what. Public: {@link io.lamplighter.agent.layout.Layout}. */
@NullMarked
package io.lamplighter.agent.layout;

import org.jspecify.annotations.NullMarked;
