/**
 * Proves a generation with its own Python. Public: {@link io.lamplighter.agent.verification.Verifier} with what it
 * takes and gives, {@link io.lamplighter.agent.verification.PythonVerifier}.
 */
@NullMarked
package io.lamplighter.agent.verification;

import org.jspecify.annotations.NullMarked;
