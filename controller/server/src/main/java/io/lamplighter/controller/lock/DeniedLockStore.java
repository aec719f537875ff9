package io.lamplighter.controller.lock;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.Release;
import io.lamplighter.controller.placement.DenialStore;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.util.List;

/** Which locks hold what is denied, and which are handed out in their place. */
@Singleton
final class DeniedLockStore {
    /**
     * Notes in each lock what it holds of what is denied now. Where the one that was handed out does, the last that
     * does not takes its place: it was proved, and to machines that went on from it that is news.
     */
    void deny(Transaction transaction, Denials denials) {
        List<StoredLock> before = every(transaction);
        before.forEach(lock -> note(transaction, lock, denials));
        List<StoredLock> after = every(transaction);
        List<StoredLock> out = LockStore.handedOut(before);
        LockStore.handedOut(after).stream()
                .filter(lock -> !isIn(out, lock) && !isLast(after, lock))
                .forEach(lock -> handOutAgain(transaction, lock));
    }

    private static List<StoredLock> every(Session session) {
        return session.handle()
                .createQuery("SELECT * FROM plan_lock ORDER BY revision, stored_at, digest")
                .map((row, context) -> LockStore.lock(row))
                .list();
    }

    private static void note(Transaction transaction, StoredLock lock, Denials denials) {
        List<Release> held =
                denials.in(lock.document().lock()).stream().map(Denial::release).toList();
        if (!held.equals(lock.denied())) {
            transaction
                    .handle()
                    .createUpdate("UPDATE plan_lock SET denied = :denied WHERE plan = :plan AND platform = :platform"
                            + " AND digest = :digest")
                    .bind("denied", DenialStore.text(held))
                    .bind("plan", lock.plan().value())
                    .bind("platform", Wire.write(lock.platform()))
                    .bind("digest", lock.document().digest().value())
                    .execute();
        }
    }

    private static boolean isIn(List<StoredLock> locks, StoredLock lock) {
        return locks.stream()
                .anyMatch(each -> isOfTheSameLine(each, lock)
                        && each.document().digest().equals(lock.document().digest()));
    }

    private static boolean isLast(List<StoredLock> locks, StoredLock lock) {
        return locks.stream()
                .filter(each -> isOfTheSameLine(each, lock))
                .allMatch(each -> each.revision() <= lock.revision());
    }

    private static boolean isOfTheSameLine(StoredLock one, StoredLock other) {
        return one.plan().equals(other.plan()) && one.platform().equals(other.platform());
    }

    private static void handOutAgain(Transaction transaction, StoredLock lock) {
        transaction
                .handle()
                .createUpdate("UPDATE plan_lock SET revision = :revision WHERE plan = :plan AND platform = :platform"
                        + " AND digest = :digest")
                .bind("revision", transaction.change())
                .bind("plan", lock.plan().value())
                .bind("platform", Wire.write(lock.platform()))
                .bind("digest", lock.document().digest().value())
                .execute();
    }
}
