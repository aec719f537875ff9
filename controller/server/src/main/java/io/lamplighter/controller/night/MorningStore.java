package io.lamplighter.controller.night;

import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.OptionalInt;

/** Which mornings were told by which channel: one row each, whichever controller tells it. */
@Singleton
final class MorningStore {
    /**
     * Takes a morning to tell it, until before a time nobody else does.
     *
     * @return the number of the try, from 1; empty where it is told already, somebody else is at it, or it was tried
     *     often enough
     */
    OptionalInt take(Transaction transaction, String channel, Instant due, Instant now, Instant until, int most) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO morning (channel, due, tries, next_try) VALUES (:channel, :due, 0, 0)
                        ON CONFLICT (channel, due) DO NOTHING""")
                .bind("channel", channel)
                .bind("due", due.toEpochMilli())
                .execute();
        return transaction
                .handle()
                .createQuery("""
                        UPDATE morning SET tries = tries + 1, next_try = :until
                        WHERE channel = :channel AND due = :due AND told_at IS NULL AND next_try <= :now
                        AND tries < :most
                        RETURNING tries""")
                .bind("channel", channel)
                .bind("due", due.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .bind("most", most)
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    void told(Transaction transaction, String channel, Instant due, Instant now) {
        transaction
                .handle()
                .createUpdate("UPDATE morning SET told_at = :now WHERE channel = :channel AND due = :due")
                .bind("channel", channel)
                .bind("due", due.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void tryAgain(Transaction transaction, String channel, Instant due, Instant at) {
        transaction
                .handle()
                .createUpdate("UPDATE morning SET next_try = :at WHERE channel = :channel AND due = :due")
                .bind("channel", channel)
                .bind("due", due.toEpochMilli())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /** Forgets mornings before a time. */
    int forget(Transaction transaction, Instant before) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM morning WHERE due < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
