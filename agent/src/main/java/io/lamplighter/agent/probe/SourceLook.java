package io.lamplighter.agent.probe;

import io.lamplighter.agent.network.SourceClient;
import io.lamplighter.agent.network.SourceClient.Answer;
import io.lamplighter.agent.probe.Reachability.Look;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What can be had of a source. */
interface SourceLook {
    /** Whether a page can be had. */
    Look at(String page) throws InterruptedException;

    /** Whether a file can be had, of which nothing is fetched: it may be of any size. */
    Look atFile(String file) throws InterruptedException;

    /** A page; empty where it cannot be had or is longer than a list of links should be. */
    Optional<String> text(String page) throws InterruptedException;

    /** At a source that nobody may or can ask. */
    record Refused(String reason) implements SourceLook {
        @Override
        public Look at(String page) {
            return new Look.Failed(reason);
        }

        @Override
        public Look atFile(String file) {
            return new Look.Failed(reason);
        }

        @Override
        public Optional<String> text(String page) {
            return Optional.empty();
        }
    }

    /** By the agent's own client. */
    record ByHttp(SourceClient client, Duration timeout) implements SourceLook {
        private static final long LONGEST_PAGE = 1 << 18;

        @Override
        public Look at(String page) throws InterruptedException {
            return look(page, UnaryOperator.identity());
        }

        /** Some servers answer no HEAD: those are asked for the first byte, and what comes is not read. */
        @Override
        public Look atFile(String file) throws InterruptedException {
            return look(file, HttpRequest.Builder::HEAD) instanceof Look.Answered there
                    ? there
                    : look(file, request -> request.header("Range", "bytes=0-0"));
        }

        @Override
        public Optional<String> text(String page) throws InterruptedException {
            try {
                Answer<String> answer =
                        client.send(get(page).build(), BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_PAGE));
                return isSuccess(answer) ? Optional.ofNullable(answer.body()) : Optional.empty();
            } catch (IOException | IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        private HttpRequest.Builder get(String address) {
            return HttpRequest.newBuilder(URI.create(address)).timeout(timeout);
        }

        private Look look(String address, UnaryOperator<HttpRequest.Builder> kind) throws InterruptedException {
            try {
                Answer<InputStream> answer =
                        client.send(kind.apply(get(address)).build(), BodyHandlers.ofInputStream());
                if (answer.body() != null) {
                    answer.body().close();
                }
                return isSuccess(answer)
                        ? new Look.Answered()
                        : new Look.Failed(address + " answers " + answer.status());
            } catch (IOException | IllegalArgumentException e) {
                return new Look.Failed(address + " cannot be had: " + because(e));
            }
        }

        private static boolean isSuccess(Answer<?> answer) {
            return answer.status() / 100 == 2;
        }

        private static String because(Exception failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            String kind = root.getClass().getSimpleName();
            return root.getMessage() == null ? kind : kind + ", " + root.getMessage();
        }
    }
}
