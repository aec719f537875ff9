/**
 * The way to sources: whom this machine trusts, by which proxies and with which secrets they are reached, and the
 * agent's own client for them. Public: {@link io.lamplighter.agent.network.Network},
 * {@link io.lamplighter.agent.network.SourceClient}, {@link io.lamplighter.agent.network.SiteCache},
 * {@link io.lamplighter.agent.network.Passage}, {@link io.lamplighter.agent.network.ProxyChoice},
 * {@link io.lamplighter.agent.network.CredentialFolder}.
 */
@NullMarked
package io.lamplighter.agent.network;

import org.jspecify.annotations.NullMarked;
