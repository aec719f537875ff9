/**
 * Locks: the exact files that were installed and proved, shared by all machines with one plan. All types are public.
 */
@NullMarked
package io.lamplighter.api.lock;

import org.jspecify.annotations.NullMarked;
