package io.lamplighter.controller.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.controller.storage.StorageFailure.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageTest {
    @TempDir
    Path directory;

    private Storage storage;

    @BeforeEach
    void create() {
        storage = open("");
        Jdbi.create(url("")).useHandle(handle -> {
            handle.execute("CREATE TABLE change_counter (value BIGINT NOT NULL)");
            handle.execute("INSERT INTO change_counter VALUES (0)");
            handle.execute("CREATE TABLE note (text TEXT NOT NULL)");
        });
    }

    @Test
    void numbersChangesInTheOrderOfTheirCommits() {
        long first = storage.write(Transaction::change);
        long second = storage.write(Transaction::change);

        assertThat(second).isEqualTo(first + 1);
        assertThat(storage.lastChange()).isEqualTo(second);
    }

    @Test
    void leavesNothingOfATransactionThatFails() {
        List<String> told = new ArrayList<>();

        assertThatThrownBy(() -> storage.write(transaction -> {
                    write(transaction, "half");
                    transaction.afterCommit(() -> told.add("half"));
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");

        assertThat(notes()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(storage.lastChange()).isZero();
    }

    @Test
    void tellsOfAChangeOnlyOnceItIsCommitted() {
        List<List<String>> seen = new ArrayList<>();

        storage.write(transaction -> {
            transaction.afterCommit(() -> seen.add(notes()));
            return write(transaction, "whole");
        });

        assertThat(seen).containsExactly(List.of("whole"));
    }

    @Test
    void takesBackWhatWasOnlyRehearsed() {
        List<String> told = new ArrayList<>();

        long change = storage.rehearse(transaction -> {
            transaction.afterCommit(() -> told.add("told"));
            write(transaction, "rehearsed");
            return transaction.change();
        });

        assertThat(change).isEqualTo(1);
        assertThat(notes()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(storage.lastChange()).isZero();
    }

    @Test
    void saysThatTheDatabaseIsFullAndGoesOnWhenItIsNotAnyMore() {
        Storage full = open("?max_page_count=5");

        assertThatThrownBy(() -> full.write(transaction -> write(transaction, "x".repeat(100_000))))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.FULL));

        storage.write(transaction -> write(transaction, "small"));
        assertThat(notes()).containsExactly("small");
    }

    @Test
    void saysThatTheDatabaseIsReadOnly() {
        Storage readOnly = open("?open_mode=1");

        assertThatThrownBy(() -> readOnly.write(transaction -> write(transaction, "x")))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.READ_ONLY));
    }

    @Test
    void doesNotCallAWrongStatementAFailureOfTheDisk() {
        assertThatThrownBy(() -> storage.read(session -> session.handle()
                        .createQuery("SELECT nothing FROM note")
                        .mapTo(String.class)
                        .list()))
                .isNotInstanceOf(StorageFailure.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            53100, FULL
            25006, READ_ONLY
            08006, UNAVAILABLE
            57P01, UNAVAILABLE
            """)
    void readsPostgresqlsStates(String state, Kind kind) {
        assertThat(StorageFailure.in(new SQLException("refused", state)))
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    @Test
    void takesAPoolThatHasNoConnectionForADatabaseThatIsAway() {
        Storage hanging = new Storage(
                Jdbi.create(() -> {
                    throw new SQLException("Acquisition timeout while waiting for new connection");
                }),
                false);

        assertThatThrownBy(hanging::lastChange)
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessage("Acquisition timeout while waiting for new connection");
    }

    private static int write(Transaction transaction, String text) {
        return transaction
                .handle()
                .createUpdate("INSERT INTO note VALUES (:text)")
                .bind("text", text)
                .execute();
    }

    private List<String> notes() {
        return storage.read(session -> session.handle()
                .createQuery("SELECT text FROM note")
                .mapTo(String.class)
                .list());
    }

    private Storage open(String parameters) {
        return new Storage(Jdbi.create(url(parameters)), true);
    }

    private String url(String parameters) {
        return "jdbc:sqlite:" + directory.resolve("test.db") + parameters;
    }
}
