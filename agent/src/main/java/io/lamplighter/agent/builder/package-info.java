/**
 * Who builds: in system mode an account without privileges, whose work is sealed before anybody uses it; else the
 * account that the agent itself has. Public: {@link io.lamplighter.agent.builder.Builder} and its two kinds,
 * {@link io.lamplighter.agent.builder.BuilderAccount} and {@link io.lamplighter.agent.builder.SameAccount}.
 */
@NullMarked
package io.lamplighter.agent.builder;

import org.jspecify.annotations.NullMarked;
