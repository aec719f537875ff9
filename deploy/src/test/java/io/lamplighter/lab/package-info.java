/**
 * A controller, an agent, lamp and a package index as processes on this machine, for tests and measurements. All but
 * their inner parts is public.
 */
@NullMarked
package io.lamplighter.lab;

import org.jspecify.annotations.NullMarked;
