/**
 * Locks of plans: who solves, and what was proved. Public: {@link io.lamplighter.controller.lock.Claims} and
 * {@link io.lamplighter.controller.lock.LockUploads} for the agents' side.
 *
 * <p>{@code Decision} decides a claim from what stands in the {@code LockStore}. An upload passes {@code PlannedFiles}
 * (only what the plan's sources may hold) and {@code SourcePages} (each hash as the source itself tells it).
 */
@NullMarked
package io.lamplighter.controller.lock;

import org.jspecify.annotations.NullMarked;
