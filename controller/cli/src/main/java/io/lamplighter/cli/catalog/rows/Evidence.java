package io.lamplighter.cli.catalog.rows;

import io.lamplighter.cli.catalog.wheel.WheelClaims;

/** What a wheel's metadata says. */
public sealed interface Evidence {
    NewWheel wheel();

    record Claimed(NewWheel wheel, WheelClaims claims) implements Evidence {}

    /**
     * It could not be read.
     *
     * @param why a clause
     */
    record Unread(NewWheel wheel, String why) implements Evidence {}
}
