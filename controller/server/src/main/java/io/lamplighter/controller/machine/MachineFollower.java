package io.lamplighter.controller.machine;

import io.lamplighter.controller.storage.Transaction;

/** Draws the consequences for other machines when one is gone, in the transaction that deletes it. */
public interface MachineFollower {
    void machineDeleted(Transaction transaction, Machine machine);
}
