package io.lamplighter.agent.checkin;

import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.agent.runlog.RunLogs;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.wire.AgentApi;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One turn of the talk with the controller: enrol if need be, send what waits, ask what is assigned. */
final class Conversation {
    /** The wire version and the kinds of step that the engine knows. */
    static final String ACCEPTS = AgentApi.VERSION
            + ";createEnvironment,solve,install,solveConda,installConda,unpackToolkit,runToolkitInstaller,proveToolkit,"
            + "verify,expose";

    private static final Logger LOG = Logger.getLogger(Conversation.class);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final AgentApi controller;
    private final LockUpload locks;
    private final Enroller enroller;
    private final AssignmentInForce inForce;
    private final Supplier<Optional<FactsDocument>> facts;
    private final Spool spool;
    private final RunLogs logs;
    private final GenerationsOutbox generations;
    private final Contact contact;
    private @Nullable String tag;

    Conversation(
            AgentApi controller,
            LockUpload locks,
            Enroller enroller,
            AssignmentInForce inForce,
            Supplier<Optional<FactsDocument>> facts,
            Spool spool,
            RunLogs logs,
            GenerationsOutbox generations,
            Contact contact) {
        this.controller = controller;
        this.locks = locks;
        this.enroller = enroller;
        this.inForce = inForce;
        this.facts = facts;
        this.spool = spool;
        this.logs = logs;
        this.generations = generations;
        this.contact = contact;
    }

    Turn turn() throws IOException {
        Optional<FactsDocument> known = facts.get();
        if (known.isEmpty()) {
            return new Turn.NotReady("the machine has not been read yet");
        }
        inForce.resume();
        try {
            String bearer = enroller.identity(known.get()).bearer();
            sendReports(bearer);
            locks.send(bearer);
            Turn turn = poll(bearer, known.get());
            sendLogs(bearer);
            sendGenerations(bearer);
            return turn;
        } catch (Enroller.NotPossible e) {
            return new Turn.Refused(e.nextStep());
        } catch (ControllerRefusal refusal) {
            return refused(refusal);
        }
    }

    private Turn refused(ControllerRefusal refusal) {
        return refusal.status() == 401
                ? new Turn.Refused(
                        "the controller does not know this machine any more; what is installed stays as it is."
                                + " To enrol it again, stop the agent, remove identity.json and give it a new join token")
                : new Turn.Unreachable("the controller answers: " + refusal.said());
    }

    private void sendReports(String bearer) {
        for (Optional<RunReport> next = spool.next(); next.isPresent(); next = spool.next()) {
            try {
                controller.report(bearer, next.get());
                spool.sent(next.get());
            } catch (ControllerRefusal refusal) {
                if (refusal.isPassing()) {
                    throw refusal;
                }
                spool.refused(next.get(), refusal.said());
            }
            contact.answered();
        }
    }

    /** What is assigned never waits for a log; one that cannot be sent now is sent in a later turn. */
    private void sendLogs(String bearer) {
        for (RunId run : logs.due()) {
            try {
                controller.putLog(bearer, run, logs.text(run).orElse(""));
                contact.answered();
            } catch (IOException e) {
                LOG.warnf("The log of run %s cannot be read, and is not sent: %s", run, e);
            } catch (ControllerRefusal refusal) {
                if (refusal.isPassing()) {
                    LOG.warnf("The log of run %s waits: %s", run, refusal.said());
                    return;
                }
                LOG.warnf("The controller does not take the log of run %s: %s", run, refusal.said());
            }
            logs.settled(run);
        }
    }

    /** A controller of an earlier version has no place for it, which is no reason to ask it again. */
    private void sendGenerations(String bearer) {
        Optional<GenerationsReport> due = generations.due();
        if (due.isEmpty()) {
            return;
        }
        try {
            controller.putGenerations(bearer, due.get());
            contact.answered();
        } catch (ControllerRefusal refusal) {
            if (refusal.isPassing()) {
                LOG.warnf("What generations there are is told later: %s", refusal.said());
                return;
            }
            LOG.warnf("The controller does not take what generations there are: %s", refusal.said());
        }
        generations.settled(due.get());
    }

    private Turn poll(String bearer, FactsDocument known) throws IOException {
        try (Response answer = controller.assignment(bearer, tag, known.digest().hex(), ACCEPTS)) {
            contact.answered();
            if (answer.getStatus() == OK && inForce.take(answer.readEntity(String.class))) {
                tag = answer.getHeaderString(HttpHeaders.ETAG);
            }
            if (Boolean.parseBoolean(answer.getHeaderString(AgentApi.SEND_FACTS))) {
                controller.putFacts(bearer, known.json());
                return new Turn.Again();
            }
            return new Turn.Settled(interval(answer.getHeaderString(AgentApi.POLL_INTERVAL)));
        }
    }

    private static Duration interval(@Nullable String seconds) {
        return seconds != null && seconds.matches("[1-9]\\d{0,5}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : POLL_INTERVAL;
    }
}
