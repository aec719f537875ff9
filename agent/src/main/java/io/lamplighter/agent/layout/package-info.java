/**
 * Where the agent keeps what. Public: {@link io.lamplighter.agent.layout.Layout},
 * {@link io.lamplighter.agent.layout.StrayFolders}, {@link io.lamplighter.agent.layout.SystemTree}.
 */
@NullMarked
package io.lamplighter.agent.layout;

import org.jspecify.annotations.NullMarked;
