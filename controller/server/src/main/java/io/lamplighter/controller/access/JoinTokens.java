package io.lamplighter.controller.access;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.view.JoinToken;
import io.lamplighter.api.view.JoinTokenRequest;
import io.lamplighter.controller.access.JoinTokenStore.StoredJoinToken;
import io.lamplighter.controller.problem.CallerMistake.JoinTokenRefused;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Makes join tokens and lets machines in by them: hashed, expiring, counted, and the only giver of labels. */
@Singleton
public final class JoinTokens {
    private static final Logger LOG = Logger.getLogger(JoinTokens.class);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    private final Storage storage;
    private final JoinTokenStore store;
    private final InstantSource clock;
    private final RandomGenerator random;

    JoinTokens(Storage storage, JoinTokenStore store, InstantSource clock, RandomGenerator random) {
        this.storage = storage;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    JoinToken create(JoinTokenRequest request) {
        check(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = HexFormat.of().formatHex(bytes(4));
        String token = id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
        StoredJoinToken stored = new StoredJoinToken(
                id, Sha256.of(token), request.labels(), request.uses(), 0, now, now.plus(request.validFor()));
        storage.write(transaction -> {
            store.insert(transaction, stored);
            return stored;
        });
        LOG.infof("join token %s made for %d machines, until %s", id, request.uses(), stored.expires());
        return new JoinToken(token, stored.expires(), request.uses());
    }

    /**
     * Uses a token once, inside the transaction that makes the machine known.
     *
     * @return the labels it gives
     * @throws JoinTokenRefused saying which of its limits it is past
     */
    public Map<String, String> redeem(Transaction transaction, String token) {
        String id = token.substring(0, Math.max(0, token.indexOf('.')));
        StoredJoinToken stored = store.find(transaction, id)
                .filter(found -> found.digest().equals(Sha256.of(token)))
                .orElseThrow(() -> new JoinTokenRefused("the join token is wrong, or it was revoked"));
        if (!clock.instant().isBefore(stored.expires())) {
            throw new JoinTokenRefused("the join token " + id + " expired at " + stored.expires());
        }
        if (stored.used() >= stored.uses()) {
            throw new JoinTokenRefused("the join token " + id + " is used up: it was for " + stored.uses()
                    + (stored.uses() == 1 ? " machine" : " machines"));
        }
        store.countUse(transaction, id);
        return stored.labels();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void check(JoinTokenRequest request) {
        if (request.uses() < 1) {
            throw new Unreadable("uses is " + request.uses(), "a join token is for at least 1 machine");
        }
        if (!request.validFor().isPositive() || request.validFor().compareTo(LONGEST) > 0) {
            throw new Unreadable(
                    "validFor is " + request.validFor(), "a join token is valid for at most 30 days (P30D)");
        }
        request.labels().forEach((name, value) -> {
            if (!LABEL.matcher(name).matches() || !LABEL.matcher(value).matches()) {
                throw new Unreadable(
                        "a label cannot be read",
                        "names and values of labels are 1 to 63 letters, digits, dots, dashes and underscores");
            }
        });
    }
}
