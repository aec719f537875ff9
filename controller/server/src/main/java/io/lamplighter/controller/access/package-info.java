/**
 * Who may do what: the operator's token before {@code /api/v1}, and join tokens that let machines in. Public:
 * {@link io.lamplighter.controller.access.BearerToken} and {@link io.lamplighter.controller.access.JoinTokens}.
 */
@NullMarked
package io.lamplighter.controller.access;

import org.jspecify.annotations.NullMarked;
