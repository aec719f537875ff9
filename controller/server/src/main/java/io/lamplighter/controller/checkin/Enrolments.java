package io.lamplighter.controller.checkin;

import com.github.f4b6a3.uuid.UuidCreator;
import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.wire.Enrolment;
import io.lamplighter.api.wire.Identity;
import io.lamplighter.controller.access.JoinTokens;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.ReportedFacts;
import io.lamplighter.controller.placement.Reconciler;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Makes machines known. */
@Singleton
final class Enrolments {
    private static final Logger LOG = Logger.getLogger(Enrolments.class);
    private static final Pattern VERSION = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final Storage storage;
    private final MachineStore machines;
    private final JoinTokens joinTokens;
    private final Reconciler reconciler;
    private final Seats seats;
    private final Events events;
    private final InstantSource clock;

    Enrolments(
            Storage storage,
            MachineStore machines,
            JoinTokens joinTokens,
            Reconciler reconciler,
            Seats seats,
            Events events,
            InstantSource clock) {
        this.storage = storage;
        this.machines = machines;
        this.joinTokens = joinTokens;
        this.reconciler = reconciler;
        this.seats = seats;
        this.events = events;
        this.clock = clock;
    }

    /** The same agent that asks again, because it did not hear the answer, is told the same. */
    Identity enrol(Enrolment enrolment) {
        if (!VERSION.matcher(enrolment.agentVersion()).matches()) {
            throw new Unreadable("agentVersion is not one", "send the agent's version, like 0.1.0");
        }
        Machine machine = storage.write(transaction -> {
            Optional<Machine> known = machines.findByToken(transaction, enrolment.tokenDigest());
            return known.orElseGet(() -> enrolNew(transaction, enrolment));
        });
        return new Identity(machine.id(), machine.name());
    }

    private Machine enrolNew(Transaction transaction, Enrolment enrolment) {
        Map<String, String> labels = joinTokens.redeem(transaction, enrolment.joinToken());
        if (machines.find(transaction, enrolment.name()).isPresent()) {
            throw new Conflict(
                    "a machine named " + enrolment.name() + " is enrolled already, with another identity",
                    "if this is that machine, installed anew: lamp delete machine " + enrolment.name()
                            + ", then start the agent again; if not, give this one another name");
        }
        ReportedFacts facts = ReportedFacts.of(enrolment.facts());
        Machine machine = new Machine(
                new MachineId(UuidCreator.getTimeOrderedEpoch().toString()),
                enrolment.name(),
                enrolment.tokenDigest(),
                labels,
                enrolment.agentVersion(),
                null,
                facts.digest(),
                facts.planningDigest(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                null);
        machines.insert(transaction, machine, facts);
        events.happened(
                transaction,
                Happening.on(
                        machine.name(),
                        EventReason.MACHINE_ENROLLED,
                        "agent " + machine.agentVersion() + ", labels " + new TreeMap<>(labels)));
        transaction.afterCommit(() -> {
            seats.enrolled(machine);
            LOG.infof("machine %s (%s) enrolled, labels %s", machine.name(), machine.id(), labels);
        });
        reconciler.machineChanged(transaction, machine.id());
        return machine;
    }
}
