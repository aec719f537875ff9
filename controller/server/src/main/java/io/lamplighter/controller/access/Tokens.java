package io.lamplighter.controller.access;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.problem.CallerMistake.UnknownToken;
import io.lamplighter.controller.storage.DataDirectory;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Who may ask what of {@code /api/v1}: {@code lamp} on the same machine reads the operator's token in its file. */
@Startup
@Singleton
final class Tokens {
    /** What Prometheus asks: its configuration is read by more people than those who may change a fleet. */
    private static final String FOR_PROMETHEUS = "/api/v1/prometheus/";

    private final TokenFile operator;
    private final TokenFile prometheus;

    Tokens(DataDirectory directory, RandomGenerator random) {
        operator = new TokenFile(directory.path().resolve("operator.token"), "operator's token", random);
        prometheus = new TokenFile(directory.path().resolve("prometheus.token"), "token for Prometheus", random);
    }

    boolean open(String path, Sha256 token) {
        return operator.matches(token) || (path.startsWith(FOR_PROMETHEUS) && prometheus.matches(token));
    }

    /** Why a request may not go on, with the token that it should bring. */
    UnknownToken refusal(String path, Optional<Sha256> token) {
        if (path.startsWith(FOR_PROMETHEUS)) {
            return new UnknownToken(
                    "the bearer token of Prometheus is missing or wrong",
                    "copy prometheus.token from the controller's data directory, and name the copy in prometheus.yml by authorization: credentials_file");
        }
        return new UnknownToken(
                token.filter(prometheus::matches).isPresent()
                        ? "the token for Prometheus opens " + FOR_PROMETHEUS + "targets and nothing else"
                        : "the operator's bearer token is missing or wrong",
                "send the token that stands in operator.token in the controller's data directory");
    }
}
