/**
 * The programs as processes: a controller, an agent and lamp, from a manifest to a proven environment, and when things
 * break.
 */
@NullMarked
package io.lamplighter.endtoend;

import org.jspecify.annotations.NullMarked;
