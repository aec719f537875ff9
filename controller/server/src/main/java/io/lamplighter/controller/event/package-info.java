/**
 * What happened, written down by those who made it happen and told in the order in which it became known. Public:
 * {@link io.lamplighter.controller.event.Events}, {@link io.lamplighter.controller.event.EventStore}.
 */
@NullMarked
package io.lamplighter.controller.event;

import org.jspecify.annotations.NullMarked;
