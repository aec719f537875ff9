package io.lamplighter.controller.storage;

import org.jdbi.v3.core.Handle;

/** What stands behind a door of {@link Storage}; stores ask it for the handle, everything else only hands it on. */
public sealed class Session permits Transaction {
    private final Handle handle;

    Session(Handle handle) {
        this.handle = handle;
    }

    public final Handle handle() {
        return handle;
    }
}
