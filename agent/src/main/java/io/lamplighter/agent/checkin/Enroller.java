package io.lamplighter.agent.checkin;

import io.lamplighter.agent.probe.FactsDocument;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.wire.AgentApi;
import io.lamplighter.api.wire.Enrolment;
import io.lamplighter.api.wire.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes this machine known. The join token is read from its file at each try, so that a person can correct it. */
final class Enroller {
    private static final int LONGEST_NAME = 63;

    private static final Logger LOG = Logger.getLogger(Enroller.class);

    private final AgentApi controller;
    private final ControllerConfig config;
    private final IdentityFile file;
    private final String version;
    private @Nullable StoredIdentity known;

    Enroller(AgentApi controller, ControllerConfig config, IdentityFile file, String version) {
        this.controller = controller;
        this.config = config;
        this.file = file;
        this.version = version;
    }

    /**
     * Who this machine is; enrols it when it is nobody yet.
     *
     * @throws NotPossible with the next step for a person
     */
    StoredIdentity identity(FactsDocument facts) throws IOException, NotPossible {
        StoredIdentity identity = known == null ? file.loadOrCreate() : known;
        if (identity.identity() == null) {
            identity = identity.enrolledAs(enrol(identity, facts));
            file.save(identity);
            LOG.infof("Enrolled as %s", identity.identity());
        }
        known = identity;
        return identity;
    }

    private Identity enrol(StoredIdentity stored, FactsDocument facts) throws NotPossible {
        MachineName name = name(facts.facts().host().hostName());
        Path tokenFile = config.joinTokenFile()
                .orElseThrow(() -> new NotPossible("this machine is not enrolled: write the token that `lamp token"
                        + " create` prints into a file and name it in lamplighter.controller.join-token-file"));
        try {
            return controller.enrol(
                    new Enrolment(name, joinToken(tokenFile), stored.tokenDigest(), version, facts.facts()));
        } catch (ControllerRefusal refusal) {
            switch (refusal.status()) {
                case 401, 403 ->
                    throw new NotPossible("the controller refuses the join token in " + tokenFile + ": "
                            + refusal.said() + "; put a new one of `lamp token create` there");
                case 409 ->
                    throw new NotPossible("the controller has another machine named " + name + ": " + refusal.said()
                            + "; set lamplighter.controller.machine-name, or delete that one");
                default -> throw refusal;
            }
        }
    }

    private static String joinToken(Path file) throws NotPossible {
        String token;
        try {
            token = Files.readString(file).strip();
        } catch (IOException e) {
            throw new NotPossible("the join token cannot be read from " + file + " (" + e
                    + "): put one of `lamp token create` there");
        }
        if (token.isEmpty()) {
            throw new NotPossible(file + " holds no join token: put one of `lamp token create` there");
        }
        return token;
    }

    private MachineName name(String hostName) throws NotPossible {
        Optional<MachineName> chosen = config.machineName();
        if (chosen.isPresent()) {
            return chosen.get();
        }
        String name = hostName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
        try {
            return new MachineName(name.substring(0, Math.min(name.length(), LONGEST_NAME)));
        } catch (IllegalArgumentException e) {
            throw new NotPossible("the host is named \"" + hostName
                    + "\", which no machine can be: set lamplighter.controller.machine-name");
        }
    }

    /** A person must do something first. */
    static final class NotPossible extends Exception {
        private static final long serialVersionUID = 1;

        private final String nextStep;

        NotPossible(String nextStep) {
            super(nextStep);
            this.nextStep = nextStep;
        }

        String nextStep() {
            return nextStep;
        }
    }
}
