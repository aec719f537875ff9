package io.lamplighter.api.lock;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.Sha256;

/** A lock as the text that was written once, is stored and shipped, and whose bytes are its digest. */
public record LockDocument(LockDigest digest, String json) {
    public LockDocument {
        if (!Sha256.of(json).hex().equals(digest.value())) {
            throw new IllegalArgumentException("the lock's text is not the one of lock " + digest.abbreviated());
        }
    }

    /** Writes a lock; the same lock has the same text always. */
    public static LockDocument of(Lock lock) {
        return ofText(Wire.write(lock));
    }

    /** Of a text as it stands. */
    public static LockDocument ofText(String json) {
        return new LockDocument(new LockDigest(Sha256.of(json).hex()), json);
    }

    /**
     * The lock that was written.
     *
     * @throws IllegalArgumentException when the text is no lock, or one of a later format
     */
    public Lock lock() {
        try {
            Lock lock = Wire.mapper().readValue(json, Lock.class);
            if (lock.format() > Lock.FORMAT) {
                throw new IllegalArgumentException("lock " + digest.abbreviated() + " has format " + lock.format()
                        + ", and " + Lock.FORMAT + " is the last that is known here");
            }
            return lock;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("lock " + digest.abbreviated() + " is unreadable", e);
        }
    }
}
