package io.lamplighter.cli.plan;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Resolution;

/** What {@code lamp plan} writes for programs. */
record PlannedEnvironment(EnvironmentName environment, Resolution resolution, Explanation explanation) {}
