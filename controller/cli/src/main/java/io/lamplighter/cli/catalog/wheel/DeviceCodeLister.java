package io.lamplighter.cli.catalog.wheel;

import java.io.IOException;

/** Says what code for GPUs is in an object. */
@FunctionalInterface
interface DeviceCodeLister {
    DeviceCode list(WheelArchive.Member object) throws IOException, InterruptedException;
}
