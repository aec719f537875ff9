/**
 * Which catalog decides: the shipped one, or one that an operator put in its place. Public:
 * {@link io.lamplighter.controller.catalog.CatalogInForce}, which everybody asks who plans, and
 * {@link io.lamplighter.controller.catalog.CatalogFollower}, which hears of changes.
 */
@NullMarked
package io.lamplighter.controller.catalog;

import org.jspecify.annotations.NullMarked;
