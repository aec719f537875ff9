package io.lamplighter.cli.status;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.PlacementView;

/** Which placement. */
record PlacementKey(MachineName machine, EnvironmentName environment) {
    static PlacementKey of(PlacementView placement) {
        return new PlacementKey(placement.machine(), placement.environment());
    }

    @Override
    public String toString() {
        return environment + " on " + machine;
    }
}
