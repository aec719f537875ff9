/**
 * The agent's program on this machine, which knows its facts. Public: {@link io.lamplighter.cli.agent.AgentOption},
 * {@link io.lamplighter.cli.agent.AgentProgram} and {@link io.lamplighter.cli.agent.DoctorCommand}.
 */
@NullMarked
package io.lamplighter.cli.agent;

import org.jspecify.annotations.NullMarked;
