package io.lamplighter.controller.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.problem.CallerMistake.TooLong;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** What the programs of runs said. It comes from machines and ends up on terminals: it is text and nothing else. */
@Singleton
public final class RunLogs {
    private static final Logger LOG = Logger.getLogger(RunLogs.class);

    /** All but ends of lines and tabs, and what turns the direction of text. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff&&[^\\n\\t]]");

    private final RunLogStore store;
    private final Storage storage;
    private final RunConfig config;
    private final InstantSource clock;

    RunLogs(RunLogStore store, Storage storage, RunConfig config, InstantSource clock) {
        this.store = store;
        this.storage = storage;
        this.config = config;
        this.clock = clock;
    }

    /** Keeps the log of a machine's own run; another's is not to be found. */
    public void keep(Transaction transaction, MachineId machine, RunId run, String log) {
        long limit = config.logSize().asLongValue();
        if (log.getBytes(UTF_8).length > limit) {
            throw new TooLong(
                    "the log of a run has at most " + limit + " bytes",
                    "set lamplighter.run-log.size of the agent below lamplighter.run.log-size of the controller");
        }
        if (!store.isOf(transaction, run, machine)) {
            throw new NotFound("run", run.value(), List.of());
        }
        store.put(transaction, run, UNPRINTABLE.matcher(log).replaceAll(""), clock.instant());
    }

    Optional<String> find(Session session, RunId run) {
        return store.find(session, run);
    }

    @Scheduled(every = "1h", delayed = "2m")
    void thin() {
        int forgotten = storage.write(transaction -> store.thin(transaction, config.keptLogs()));
        if (forgotten > 0) {
            LOG.infof("forgot the logs of %d old runs", forgotten);
        }
    }
}
