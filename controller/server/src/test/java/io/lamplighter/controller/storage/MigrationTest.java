package io.lamplighter.controller.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of the first version becomes one of this without losing what agents said. */
class MigrationTest {
    @TempDir
    Path directory;

    @Test
    void movesTheFactsOfEnrolledMachines() {
        migrate("1");
        Jdbi database = Jdbi.create(url());
        database.useHandle(handle -> {
            handle.execute("INSERT INTO planning_facts VALUES ('p', '{}')");
            handle.execute("""
                    INSERT INTO machine (id, name, token_digest, labels, agent_version, facts, facts_digest,
                                         planning_digest, enrolled_at)
                    VALUES ('m', 'ws-01', 't', '{}', '0.1.0', '{"host": {}}', 'f', 'p', 1)""");
        });

        migrate("latest");

        String facts = database.withHandle(handle -> handle.createQuery(
                        "SELECT facts FROM machine JOIN machine_facts ON machine = id WHERE name = 'ws-01'")
                .mapTo(String.class)
                .one());
        assertThat(facts).isEqualTo("{\"host\": {}}");
        database.useHandle(handle -> handle.execute("DELETE FROM machine"));
        int left = database.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM machine_facts")
                .mapTo(Integer.class)
                .one());
        assertThat(left).isZero();
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(url(), null, null)
                .locations("db/common")
                .target(target)
                .load()
                .migrate();
    }

    private String url() {
        return "jdbc:sqlite:" + directory.resolve("old.db") + "?foreign_keys=true";
    }
}
