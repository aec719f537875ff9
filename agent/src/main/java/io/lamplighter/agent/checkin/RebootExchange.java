package io.lamplighter.agent.checkin;

import io.lamplighter.agent.reboot.RebootClaims;
import io.lamplighter.agent.reboot.RebootGrant;
import io.lamplighter.api.wire.RebootAnswer;
import io.lamplighter.api.wire.RebootApi;
import io.lamplighter.api.wire.RebootClaim;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the controller whether the machine may boot; without its word it never does. */
final class RebootExchange implements RebootClaims {
    private static final Logger LOG = Logger.getLogger(RebootExchange.class);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(5);

    private final RebootApi controller;
    private final IdentityFile identity;
    private final InstantSource clock;

    RebootExchange(RebootApi controller, IdentityFile identity, InstantSource clock) {
        this.controller = controller;
        this.identity = identity;
        this.clock = clock;
    }

    private record Said<T>(@Nullable T answer, String failure) {}

    @Override
    public RebootGrant claim(String reason) throws InterruptedException {
        Said<RebootAnswer> said = ask(bearer -> controller.reboot(bearer, new RebootClaim(reason)));
        RebootAnswer answer = said.answer();
        if (answer == null) {
            return new RebootGrant.Later(said.failure(), clock.instant().plus(ASK_AGAIN));
        }
        return answer.granted() ? new RebootGrant.Granted() : new RebootGrant.Later(answer.detail(), answer.until());
    }

    @Override
    public boolean isBack() throws InterruptedException {
        return ask(bearer -> {
                            controller.isBack(bearer);
                            return true;
                        })
                        .answer()
                != null;
    }

    private <T> Said<T> ask(Function<String, T> question) throws InterruptedException {
        try {
            Optional<String> bearer = identity.enrolled().map(StoredIdentity::bearer);
            return bearer.isPresent()
                    ? new Said<>(question.apply(bearer.get()), "")
                    : new Said<>(null, "this machine is not enrolled");
        } catch (ControllerRefusal refusal) {
            return new Said<>(null, "the controller answers: " + refusal.said());
        } catch (IOException e) {
            return new Said<>(null, "this machine's identity cannot be read: " + e);
        } catch (RuntimeException e) {
            Stops.requireNone(e);
            LOG.debug("No usable answer", e);
            return new Said<>(null, "the controller does not answer");
        }
    }
}
