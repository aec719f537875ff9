package io.lamplighter.controller.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Join tokens, by their digests. */
@Singleton
final class JoinTokenStore {
    /**
     * A join token.
     *
     * @param id the part before the dot, which is no secret
     * @param digest of the whole token
     */
    record StoredJoinToken(
            String id,
            Sha256 digest,
            Map<String, String> labels,
            int uses,
            int used,
            Instant created,
            Instant expires) {
        StoredJoinToken {
            labels = Map.copyOf(labels);
        }
    }

    void insert(Transaction transaction, StoredJoinToken token) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO join_token (id, digest, labels, uses, used, created_at, expires_at)
                        VALUES (:id, :digest, :labels, :uses, :used, :created, :expires)""")
                .bind("id", token.id())
                .bind("digest", token.digest().hex())
                .bind("labels", Wire.write(token.labels()))
                .bind("uses", token.uses())
                .bind("used", token.used())
                .bind("created", token.created().toEpochMilli())
                .bind("expires", token.expires().toEpochMilli())
                .execute();
    }

    Optional<StoredJoinToken> find(Session session, String id) {
        return session.handle()
                .createQuery("SELECT * FROM join_token WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> token(row))
                .findOne();
    }

    List<StoredJoinToken> list(Session session, String after, int limit) {
        return session.handle()
                .createQuery("SELECT * FROM join_token WHERE id > :after ORDER BY id LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> token(row))
                .list();
    }

    void countUse(Transaction transaction, String id) {
        transaction
                .handle()
                .createUpdate("UPDATE join_token SET used = used + 1 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    boolean delete(Transaction transaction, String id) {
        return transaction
                        .handle()
                        .createUpdate("DELETE FROM join_token WHERE id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static StoredJoinToken token(ResultSet row) throws SQLException {
        try {
            return new StoredJoinToken(
                    row.getString("id"),
                    new Sha256(row.getString("digest")),
                    Wire.mapper().readValue(row.getString("labels"), new TypeReference<Map<String, String>>() {}),
                    row.getInt("uses"),
                    row.getInt("used"),
                    Instant.ofEpochMilli(row.getLong("created_at")),
                    Instant.ofEpochMilli(row.getLong("expires_at")));
        } catch (JsonProcessingException e) {
            throw new SQLException("a join token in the database is unreadable", e);
        }
    }
}
