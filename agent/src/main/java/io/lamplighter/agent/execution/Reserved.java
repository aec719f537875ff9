package io.lamplighter.agent.execution;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.util.Set;

/** Which generations of an environment operators want to stay. */
interface Reserved {
    Set<GenerationName> of(EnvironmentName environment);
}
