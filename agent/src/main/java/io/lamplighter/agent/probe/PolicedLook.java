package io.lamplighter.agent.probe;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.probe.Reachability.Look;
import java.io.IOException;
import java.util.Optional;

/** Asks only hosts that the machine's policy allows; the others are as out of reach as they are for installers. */
record PolicedLook(SourceLook look, Policy policy) implements SourceLook {
    static Opener over(Opener opener, Policies policies) {
        return () -> {
            try {
                return new PolicedLook(opener.open(), policies.current());
            } catch (FailureException e) {
                throw new IOException(e.diagnosis().message(), e);
            }
        };
    }

    @Override
    public Look at(String page) throws InterruptedException {
        return policy.allowsAddress(page) ? look.at(page) : refused(page);
    }

    @Override
    public Look atFile(String file) throws InterruptedException {
        return policy.allowsAddress(file) ? look.atFile(file) : refused(file);
    }

    @Override
    public Optional<String> text(String page) throws InterruptedException {
        return policy.allowsAddress(page) ? look.text(page) : Optional.empty();
    }

    @Override
    public void close() {
        look.close();
    }

    private Look refused(String address) {
        return new Look.Failed(address + " is not asked: its host is not among the hosts of " + policy.origin());
    }
}
