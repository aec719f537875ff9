/**
 * What is known of torch, CUDA, drivers and cuDNN: data files, each row with its source, read once and checked for
 * holes. Public: {@link io.lamplighter.planner.catalog.Catalog} and what it answers with.
 */
@NullMarked
package io.lamplighter.planner.catalog;

import org.jspecify.annotations.NullMarked;
