/**
 * The error catalogue: what a program's last words mean and what to do about it. Public:
 * {@link io.lamplighter.agent.failure.Catalogue} with {@link io.lamplighter.agent.failure.KnownFailures},
 * {@link io.lamplighter.agent.failure.KnownFailure}, {@link io.lamplighter.agent.failure.LinePattern},
 * {@link io.lamplighter.agent.failure.Diagnosis}, {@link io.lamplighter.agent.failure.LogSearch},
 * {@link io.lamplighter.agent.failure.LogText}, {@link io.lamplighter.agent.failure.CatalogueConfig},
 * {@link io.lamplighter.agent.failure.FailureException}.
 */
@NullMarked
package io.lamplighter.agent.failure;

import org.jspecify.annotations.NullMarked;
