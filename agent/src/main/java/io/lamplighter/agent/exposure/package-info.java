/** How people find an environment. Public: {@link io.lamplighter.agent.exposure.Launchers}. */
@NullMarked
package io.lamplighter.agent.exposure;

import org.jspecify.annotations.NullMarked;
