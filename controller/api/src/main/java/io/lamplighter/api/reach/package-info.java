/**
 * What ways to sources have in common on agents and on the controller: whom a machine trusts, which secret it says to
 * whom, and where a redirect may lead. All types are public.
 */
@NullMarked
package io.lamplighter.api.reach;

import org.jspecify.annotations.NullMarked;
