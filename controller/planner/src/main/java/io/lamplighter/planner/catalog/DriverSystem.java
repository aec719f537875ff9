package io.lamplighter.planner.catalog;

import io.lamplighter.api.machine.CudaState;

/** Whose drivers a version belongs to: Linux and Windows count them apart. */
public enum DriverSystem {
    LINUX,
    WINDOWS;

    /** Under WSL it is the driver of Windows that answers. */
    public static DriverSystem of(String os, CudaState.Working driver) {
        return os.equals("windows") || driver instanceof CudaState.Wsl ? WINDOWS : LINUX;
    }
}
