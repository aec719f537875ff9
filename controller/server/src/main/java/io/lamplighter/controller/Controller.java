package io.lamplighter.controller;

import io.lamplighter.api.configuration.ConfigurationProblem;
import io.lamplighter.controller.storage.StartRefused;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.ConfigValidationException;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The program: starts, or says in one sentence why not. */
@QuarkusMain
public final class Controller {
    private static final int FAILED = 1;

    private Controller() {}

    public static void main(String... args) {
        try {
            Quarkus.run(null, Controller::end, args);
        } catch (ConfigValidationException e) {
            end(FAILED, e);
        }
    }

    /** With code 0 Quarkus was asked to end once everything was initialised, which is no failure. */
    private static void end(int code, @Nullable Throwable failure) {
        if (failure != null && code != 0) {
            explanation(failure)
                    .ifPresentOrElse(
                            System.err::println,
                            () -> Logger.getLogger(Controller.class).error("the controller did not start", failure));
        }
        System.exit(code);
    }

    /** What a person can put right, in a sentence; everything else is a bug and shown whole. */
    static Optional<String> explanation(Throwable failure) {
        return Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause)
                .flatMap(thrown -> sentence(thrown).stream())
                .findFirst();
    }

    private static Optional<String> sentence(Throwable thrown) {
        return switch (thrown) {
            case StartRefused refused -> Optional.ofNullable(refused.getMessage());
            case ConfigValidationException invalid -> Optional.of(sentence(invalid));
            case QuarkusBindException taken ->
                Optional.of("Port " + taken.getPort() + " on " + taken.getHost()
                        + " is taken by another program. Stop that, or choose another port with"
                        + " -Dquarkus.http.port=PORT (0 takes a free one).");
            default -> Optional.empty();
        };
    }

    private static String sentence(ConfigValidationException invalid) {
        return ConfigurationProblem.sentences(IntStream.range(0, invalid.getProblemCount())
                .mapToObj(index -> invalid.getProblem(index).getMessage()));
    }
}
