/**
 * Pythons that a source of type {@code python} has, where the machine itself has none that fits: standalone builds,
 * fetched, checked and kept among the agent's tools. Public: {@link io.lamplighter.agent.standalone.StandalonePythons},
 * {@link io.lamplighter.agent.standalone.StandaloneBuild}.
 */
@NullMarked
package io.lamplighter.agent.standalone;

import org.jspecify.annotations.NullMarked;
