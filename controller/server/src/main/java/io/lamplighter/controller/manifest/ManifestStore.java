package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Manifests and their revisions, of every kind. */
@Singleton
public final class ManifestStore {
    private final ParsedManifests parsed;

    ManifestStore(ParsedManifests parsed) {
        this.parsed = parsed;
    }

    public ManifestSet all(Session session) {
        return new ManifestSet(session.handle()
                .createQuery("SELECT * FROM manifest ORDER BY kind, name")
                .map((row, context) -> manifest(row))
                .list());
    }

    public Optional<StoredManifest> find(Session session, Kind kind, ManifestName name) {
        return session.handle()
                .createQuery("SELECT * FROM manifest WHERE kind = :kind AND name = :name")
                .bind("kind", kind.label())
                .bind("name", name.value())
                .map((row, context) -> manifest(row))
                .findOne();
    }

    List<StoredManifest> page(Session session, Kind kind, String after, int limit) {
        return session.handle()
                .createQuery("SELECT * FROM manifest WHERE kind = :kind AND name > :after ORDER BY name LIMIT :limit")
                .bind("kind", kind.label())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> manifest(row))
                .list();
    }

    public List<String> names(Session session, Kind kind) {
        return session.handle()
                .createQuery("SELECT name FROM manifest WHERE kind = :kind ORDER BY name")
                .bind("kind", kind.label())
                .mapTo(String.class)
                .list();
    }

    /**
     * The highest revision that a manifest of this name ever had, deleted ones included; 0 if there was none. Kinds
     * that share their names count on together: a placement would take one's first revision for the other's.
     */
    long lastRevision(Session session, Kind kind, ManifestName name) {
        return session.handle()
                .createQuery("""
                        SELECT COALESCE(MAX(revision), 0) FROM manifest_revision WHERE kind IN (<kinds>) AND name = :name""")
                .bindList("kinds", Admission.sharingNames(kind).map(Kind::label).toList())
                .bind("name", name.value())
                .mapTo(Long.class)
                .one();
    }

    void put(Transaction transaction, StoredManifest stored) {
        Manifest manifest = stored.manifest();
        String document = ManifestReader.write(manifest);
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO manifest (kind, name, revision, spec_revision, resource_version, changed_at, document)
                        VALUES (:kind, :name, :revision, :specRevision, :version, :at, :document)
                        ON CONFLICT (kind, name) DO UPDATE
                        SET revision = excluded.revision, spec_revision = excluded.spec_revision,
                            resource_version = excluded.resource_version, changed_at = excluded.changed_at,
                            document = excluded.document""")
                .bind("kind", manifest.kind().label())
                .bind("name", manifest.metadata().name().value())
                .bind("revision", stored.revision())
                .bind("specRevision", stored.specRevision())
                .bind("version", stored.resourceVersion())
                .bind("at", stored.changedAt().toEpochMilli())
                .bind("document", document)
                .execute();
        keepRevision(transaction, manifest, stored.revision(), stored.changedAt(), document);
    }

    /** Forgets what operators said of a machine that is no more: another of its name must not inherit it. */
    public void machineDeleted(Transaction transaction, MachineName machine, Instant at) {
        ManifestName name = new ManifestName(machine.value());
        find(transaction, Kind.MACHINE, name)
                .ifPresent(stored ->
                        delete(transaction, stored.manifest(), lastRevision(transaction, Kind.MACHINE, name) + 1, at));
    }

    /** Deletes it; its revisions stay, and the deletion is one more. */
    void delete(Transaction transaction, Manifest manifest, long revision, Instant at) {
        transaction
                .handle()
                .createUpdate("DELETE FROM manifest WHERE kind = :kind AND name = :name")
                .bind("kind", manifest.kind().label())
                .bind("name", manifest.metadata().name().value())
                .execute();
        keepRevision(transaction, manifest, revision, at, null);
    }

    private static void keepRevision(
            Transaction transaction, Manifest manifest, long revision, Instant at, @Nullable String document) {
        transaction
                .handle()
                .createUpdate("""
                        INSERT INTO manifest_revision (kind, name, revision, changed_at, document)
                        VALUES (:kind, :name, :revision, :at, :document)""")
                .bind("kind", manifest.kind().label())
                .bind("name", manifest.metadata().name().value())
                .bind("revision", revision)
                .bind("at", at.toEpochMilli())
                .bind("document", document)
                .execute();
    }

    private StoredManifest manifest(ResultSet row) throws SQLException {
        return new StoredManifest(
                parsed.of(row.getString("document")),
                row.getLong("revision"),
                row.getLong("spec_revision"),
                row.getLong("resource_version"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
