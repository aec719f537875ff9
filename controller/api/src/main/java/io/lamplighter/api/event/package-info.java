/** What happened to machines and environments, in the words that `lamp events` uses. All types are public. */
@NullMarked
package io.lamplighter.api.event;

import org.jspecify.annotations.NullMarked;
