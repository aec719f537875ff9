/**
 * The error catalogue: what a program's last words mean and what to do about it. Public:
 * {@link io.lamplighter.agent.failure.Catalogue}, {@link io.lamplighter.agent.failure.Diagnosis},
 * {@link io.lamplighter.agent.failure.FailureException}.
 */
@NullMarked
package io.lamplighter.agent.failure;

import org.jspecify.annotations.NullMarked;
