/**
 * What a wheel says of itself, by its name and by what is in it. Public: the command, how names of wheels are taken
 * apart ({@link io.lamplighter.cli.catalog.wheel.WheelName} and its tags), and what their texts claim
 * ({@link io.lamplighter.cli.catalog.wheel.WheelClaims}).
 */
@NullMarked
package io.lamplighter.cli.catalog.wheel;

import org.jspecify.annotations.NullMarked;
