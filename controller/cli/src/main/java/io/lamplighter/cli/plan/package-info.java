/**
 * What a machine gets and why: asked of the controller, or planned here. Public: the commands,
 * {@link io.lamplighter.cli.plan.OfflinePlanner} and {@link io.lamplighter.cli.plan.Reasons}.
 */
@NullMarked
package io.lamplighter.cli.plan;

import org.jspecify.annotations.NullMarked;
