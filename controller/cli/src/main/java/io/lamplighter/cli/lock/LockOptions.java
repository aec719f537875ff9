package io.lamplighter.cli.lock;

import io.lamplighter.api.name.MachineName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of several locks is meant: a plan has one for each platform that cannot run another's files. */
final class LockOptions {
    @Option(
            names = "--machine",
            paramLabel = "MACHINE",
            description = "the lock of this machine's plan, or the one whose files run on it")
    private @Nullable MachineName machine;

    @Option(names = "--python", paramLabel = "VERSION", description = "the lock for this Python, 3.12")
    private @Nullable String python;

    @Nullable
    MachineName machine() {
        return machine;
    }

    @Nullable
    String python() {
        return python;
    }
}
