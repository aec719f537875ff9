/**
 * What the operator of this machine lets the agent do, whatever a controller says. Public:
 * {@link io.lamplighter.agent.policy.Policies}, {@link io.lamplighter.agent.policy.Policy},
 * {@link io.lamplighter.agent.policy.PolicyFile}, {@link io.lamplighter.agent.policy.PolicyRules} and what rules are
 * made of.
 */
@NullMarked
package io.lamplighter.agent.policy;

import org.jspecify.annotations.NullMarked;
