package io.lamplighter.agent.probe;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.probe.Reachability.Look;
import io.lamplighter.api.plan.AvailableSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks only hosts that the machine's policy allows, by proxies that it allows; the others are as out of reach as they
 * are for installers.
 */
record PolicedLooks(SourceLooks looks, Policy policy) implements SourceLooks {
    static Opener over(Opener opener, Policies policies) {
        return () -> {
            try {
                return new PolicedLooks(opener.open(), policies.current());
            } catch (FailureException e) {
                throw new SourcesForbiddenException(inOneLine(e.diagnosis().message()), e);
            }
        };
    }

    /** It is told of each source, and becomes a part of the facts. */
    private static String inOneLine(String message) {
        List<String> lines = message.lines().toList();
        return lines.size() == 1
                ? message
                : lines.getFirst() + " (and " + (lines.size() - 1)
                        + " more: `lamplighter-agent policy` on the machine names all)";
    }

    @Override
    public SourceLook of(AvailableSource source) {
        String proxy = source.proxy() == null ? null : source.proxy().text();
        return new PolicedLook(looks.of(source), policy, proxy);
    }

    @Override
    public void close() {
        looks.close();
    }

    private record PolicedLook(
            SourceLook look, Policy policy, @Nullable String proxy) implements SourceLook {
        @Override
        public Look at(String page) throws InterruptedException {
            return allows(page) ? look.at(page) : refused(page);
        }

        @Override
        public Look atFile(String file) throws InterruptedException {
            return allows(file) ? look.atFile(file) : refused(file);
        }

        @Override
        public Optional<String> text(String page) throws InterruptedException {
            return allows(page) ? look.text(page) : Optional.empty();
        }

        private boolean allows(String address) {
            return policy.allowsAddress(address) && allowsProxy();
        }

        private boolean allowsProxy() {
            return proxy == null || policy.allowsAddress(proxy);
        }

        private Look refused(String address) {
            String whose = allowsProxy() ? "its host" : "the host of its proxy " + proxy;
            return new Look.Failed(
                    address + " is not asked: " + whose + " is not among the hosts of " + policy.origin());
        }
    }
}
