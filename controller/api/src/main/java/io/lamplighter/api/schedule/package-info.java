/**
 * When machines may change: windows and what they come to on a machine's clock, as pure values of (window, machine,
 * time). All types are public.
 */
@NullMarked
package io.lamplighter.api.schedule;

import org.jspecify.annotations.NullMarked;
