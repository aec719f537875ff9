/** Runs: journal, states, generations. Public: {@link io.lamplighter.agent.execution.RunListener}. */
@NullMarked
package io.lamplighter.agent.execution;

import org.jspecify.annotations.NullMarked;
