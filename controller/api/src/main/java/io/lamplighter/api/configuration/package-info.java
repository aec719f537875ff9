/** What programs say of configuration that they cannot start with. {@code ConfigurationProblem} is public. */
@NullMarked
package io.lamplighter.api.configuration;

import org.jspecify.annotations.NullMarked;
