/**
 * Wakes machines for their windows by packets on their own network. Nothing is public: a scheduler looks, and
 * {@code GET /api/v1/machines/{machine}/waking} says what it will do.
 */
@NullMarked
package io.lamplighter.controller.wake;

import org.jspecify.annotations.NullMarked;
