package io.lamplighter.controller.reboot;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.MaxUnavailable;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.RebootAnswer;
import io.lamplighter.api.wire.RebootClaim;
import io.lamplighter.controller.machine.CheckinConfig;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.placement.AssignmentStore;
import io.lamplighter.controller.placement.GroupMembers;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.reboot.RebootStore.Away;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Answers agents that want to boot. A machine that does not come back keeps the others of its group where they are. */
@Singleton
public final class Reboots {
    private static final Logger LOG = Logger.getLogger(Reboots.class);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Storage storage;
    private final RebootStore store;
    private final AssignmentStore assignments;
    private final ManifestStore manifests;
    private final GroupMembers members;
    private final CheckinConfig checkin;
    private final InstantSource clock;

    Reboots(
            Storage storage,
            RebootStore store,
            AssignmentStore assignments,
            ManifestStore manifests,
            GroupMembers members,
            CheckinConfig checkin,
            InstantSource clock) {
        this.storage = storage;
        this.store = store;
        this.assignments = assignments;
        this.manifests = manifests;
        this.members = members;
        this.checkin = checkin;
        this.clock = clock;
    }

    /**
     * Whether a machine may boot now.
     *
     * @throws Conflict when nothing lets it
     */
    public RebootAnswer answer(Machine machine, RebootClaim claim) {
        return storage.write(transaction -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Group group = group(transaction, machine, now);
            List<Away> others = store.of(transaction, group.name(), now).stream()
                    .filter(away -> !away.machine().equals(machine.id()))
                    .toList();
            int most = group.spec()
                    .maxUnavailable()
                    .of(() -> members.of(transaction, group).size());
            if (others.size() >= most) {
                return new RebootAnswer(false, now.plus(checkin.pollInterval()), away(group, most, others));
            }
            Instant until = now.plus(LONGEST);
            store.put(transaction, machine.id(), group.name(), until);
            transaction.afterCommit(() -> LOG.infof(
                    "machine %s (%s) boots: %s; it counts as away from group %s until it is back, or until %s",
                    machine.name(), machine.id(), oneLine(claim.reason()), group.name(), until));
            return new RebootAnswer(true, until, "group " + group.name() + " lets it");
        });
    }

    /** A machine is back. */
    public void isBack(Machine machine) {
        storage.write(transaction -> {
            if (store.delete(transaction, machine.id()) > 0) {
                transaction.afterCommit(
                        () -> LOG.infof("machine %s (%s) is not away any more", machine.name(), machine.id()));
            }
            return machine;
        });
    }

    /** The one that lets it boot, by the assignment that it acts on. */
    private Group group(Transaction transaction, Machine machine, Instant now) {
        Assignment assignment = assignments.read(transaction, machine.id());
        if (assignment.reboot() == null) {
            throw refused("no group lets this machine boot");
        }
        if (assignment.hold() != null && !assignment.hold().isOver(now)) {
            throw refused("this machine is held until " + assignment.hold().until());
        }
        GroupName name = assignment.reboot().group();
        return find(transaction, name).orElseThrow(() -> refused("there is no group " + name + " any more"));
    }

    private Optional<Group> find(Session session, GroupName name) {
        return manifests
                .find(session, Kind.GROUP, new ManifestName(name.value()))
                .map(stored -> (Group) stored.manifest());
    }

    private static Conflict refused(String why) {
        return new Conflict(why, "ask for the assignment in force: GET /agent/v1/assignment");
    }

    private static String away(Group group, int most, List<Away> others) {
        MaxUnavailable said = group.spec().maxUnavailable();
        return others.stream().map(away -> away.name().value()).collect(Collectors.joining(", "))
                + (others.size() == 1 ? " is" : " are") + " away, and group " + group.name() + " has maxUnavailable: "
                + said + (said.perCent() ? ", which is " + most : "");
    }

    /** It is an agent's own text, and goes into a log. */
    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
