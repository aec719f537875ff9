package io.lamplighter.controller.placement;

import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which releases operators denied, and which of them locks hold. */
@Singleton
public final class DenialStore {
    private static final String BETWEEN = " ";

    public Denials all(Session session) {
        return new Denials(session.handle()
                .createQuery("SELECT release, reason, denied_at FROM denial ORDER BY release")
                .map((row, context) -> new Denial(
                        Release.parse(row.getString("release")),
                        row.getString("reason"),
                        Instant.ofEpochMilli(row.getLong("denied_at"))))
                .list());
    }

    /** One that is denied already gets another reason; its time stays. */
    public void put(Transaction transaction, Denial denial) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO denial (release, reason, denied_at, ordered)
                        VALUES (:release, :reason, :at, :ordered)
                        ON CONFLICT (release) DO UPDATE SET reason = excluded.reason""")
                .bind("release", denial.release().toString())
                .bind("reason", denial.reason())
                .bind("at", denial.at().toEpochMilli())
                .bind("ordered", transaction.change())
                .execute();
    }

    /** False when the release is not denied. */
    public boolean delete(Transaction transaction, Release release) {
        return transaction
                        .handle()
                        .createUpdate("DELETE FROM denial WHERE release = :release")
                        .bind("release", release.toString())
                        .execute()
                > 0;
    }

    /** The change with which the latest was denied; 0 where none is. */
    long lastOrdered(Session session) {
        return session.handle()
                .createQuery("SELECT COALESCE(MAX(ordered), 0) FROM denial")
                .mapTo(Long.class)
                .one();
    }

    /** What every known lock holds of them, which is nothing for most. */
    Map<LockDigest, List<Release>> inLocks(Session session) {
        Map<LockDigest, List<Release>> held = new HashMap<>();
        session.handle()
                .createQuery("SELECT DISTINCT digest, denied FROM plan_lock")
                .map((row, context) ->
                        Map.entry(new LockDigest(row.getString("digest")), read(row.getString("denied"))))
                .forEach(lock -> held.put(lock.getKey(), lock.getValue()));
        return held;
    }

    /** As the column of a lock has them; absent where it holds none. */
    public static @Nullable String text(List<Release> held) {
        return held.isEmpty()
                ? null
                : String.join(BETWEEN, held.stream().map(Release::toString).toList());
    }

    /** What such a column says. */
    public static List<Release> read(@Nullable String text) {
        return Optional.ofNullable(text).stream()
                .flatMap(names -> Stream.of(names.split(BETWEEN, -1)))
                .map(Release::parse)
                .toList();
    }
}
