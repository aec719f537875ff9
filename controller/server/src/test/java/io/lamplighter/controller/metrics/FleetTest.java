package io.lamplighter.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.controller.metrics.Fleet.Counts;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FleetTest {
    private static final String CONNECTION_LOST = "08006";
    private static final Instant BEFORE = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant AFTER = BEFORE.plusSeconds(600);

    private final Logger logger = Logger.getLogger(Fleet.class.getName());
    private final Said said = new Said();
    private final List<Counts> told = new ArrayList<>();

    @Inject
    Storage storage;

    private boolean away;
    private Instant now = BEFORE;
    private final Fleet fleet = new Fleet(this::count, told::add);

    @BeforeEach
    void listen() {
        logger.addHandler(said);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(said);
    }

    @Test
    void leavesTheLastCountsWithTheirTimeWhileTheDatabaseIsAway() {
        fleet.count();
        away = true;
        now = AFTER;
        fleet.count();

        assertThat(told).extracting(Counts::at).containsExactly(BEFORE);

        away = false;
        fleet.count();

        assertThat(told).extracting(Counts::at).containsExactly(BEFORE, AFTER);
    }

    @Test
    void saysOnceThatItCannotCountAndOnceThatItCanAgain() {
        away = true;
        fleet.count();
        fleet.count();
        fleet.count();
        away = false;
        fleet.count();
        fleet.count();

        assertThat(said.lines)
                .satisfiesExactly(
                        failure -> assertThat(failure)
                                .startsWith(
                                        "machines, placements and storage cannot be counted: the server went away;"),
                        again -> assertThat(again)
                                .isEqualTo("machines, placements and storage are counted again, after 3 failures"));
        assertThat(said.stacks).isZero();
    }

    @Test
    void doesNotTakeABugForADatabaseThatIsAway() {
        var broken = new Fleet(
                () -> {
                    throw new IllegalStateException("a bug");
                },
                told::add);

        assertThatThrownBy(broken::count).hasMessage("a bug");
    }

    private Counts count() {
        return storage.read(session -> {
            if (away) {
                throw new ConnectionException(new SQLException("the server went away", CONNECTION_LOST));
            }
            return new Counts(now, Map.of(), List.of(), Map.of(), 1, 1);
        });
    }

    private static final class Said extends Handler {
        private final PatternFormatter message = new PatternFormatter("%s");
        private final List<String> lines = new ArrayList<>();
        private int stacks;

        @Override
        public void publish(LogRecord entry) {
            lines.add(message.format(entry));
            stacks += entry.getThrown() == null ? 0 : 1;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
