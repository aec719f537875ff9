package io.lamplighter.controller.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.json.Wire;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Catalogs that were put in place of the shipped one, with all revisions. */
@Singleton
final class CatalogStore {
    private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};

    /** The last change; empty where the shipped catalog always decided. */
    Optional<CatalogRevision> latest(Session session) {
        return session.handle()
                .createQuery("""
                        SELECT revision, version, shipped, changed_by, changed_at
                        FROM catalog_revision ORDER BY revision DESC LIMIT 1""")
                .map((row, context) -> new CatalogRevision(
                        row.getLong("revision"),
                        row.getString("version"),
                        row.getString("shipped"),
                        row.getString("changed_by"),
                        Instant.ofEpochMilli(row.getLong("changed_at"))))
                .findOne();
    }

    /** The files of a revision that put a catalog in place. */
    Map<String, String> files(Session session, long revision) {
        return session.handle()
                .createQuery("SELECT files FROM catalog_revision WHERE revision = :revision")
                .bind("revision", revision)
                .map((row, context) -> read(row.getString("files")))
                .one();
    }

    void put(Transaction transaction, CatalogRevision revision, @Nullable Map<String, String> files) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO catalog_revision (revision, version, shipped, changed_by, changed_at, files)
                        VALUES (:revision, :version, :shipped, :by, :at, :files)""")
                .bind("revision", revision.revision())
                .bind("version", revision.version())
                .bind("shipped", revision.shipped())
                .bind("by", revision.by())
                .bind("at", revision.at().toEpochMilli())
                .bind("files", files == null ? null : Wire.write(new TreeMap<>(files)))
                .execute();
    }

    private static Map<String, String> read(String json) throws SQLException {
        try {
            return Wire.mapper().readValue(json, FILES);
        } catch (JsonProcessingException e) {
            throw new SQLException("a catalog in the database is unreadable", e);
        }
    }
}
