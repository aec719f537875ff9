package io.lamplighter.controller.storage;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One writing transaction. What it does is committed as a whole, or it never was. */
public final class Transaction extends Session {
    /** More than one transaction writes, and so few that readers of JSON who know only doubles read them exactly. */
    private static final int NUMBERS_OF_A_CHANGE = 1 << 22;

    private final long change;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private int numbered;

    Transaction(Handle handle, long change) {
        super(handle);
        this.change = change;
    }

    /** The number of this change: higher than that of every transaction committed before. */
    public long change() {
        return change;
    }

    /** A number higher than every one that was given before, here and in every transaction committed before. */
    public long nextNumber() {
        return change * NUMBERS_OF_A_CHANGE + numbered++;
    }

    /**
     * Does something to what is held in memory once the transaction is committed, before the caller hears of it and
     * before the next writer begins. It must not fail.
     */
    public void afterCommit(Runnable effect) {
        afterCommit.add(effect);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
