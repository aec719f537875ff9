/**
 * What a night came to, as one value that the controller computes and everybody shows: {@code lamp night}, the mail and
 * the webhook. All types but {@code Groups} are public.
 */
@NullMarked
package io.lamplighter.api.night;

import org.jspecify.annotations.NullMarked;
