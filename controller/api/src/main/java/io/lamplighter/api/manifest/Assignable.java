package io.lamplighter.api.manifest;

import io.lamplighter.api.name.EnvironmentName;

/**
 * What a machine can be given: built beside what it has, proved, and switched to. Whatever the kind, a machine has one
 * of a name, so that all of them share their names.
 */
public sealed interface Assignable extends Manifest permits Environment, Toolkit {
    /** As placements, folders and runs call it. */
    EnvironmentName name();

    /** Which GPUs have a say in whether it suits a machine. */
    GpuScope gpus();
}
