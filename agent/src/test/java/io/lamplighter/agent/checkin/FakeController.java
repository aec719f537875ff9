package io.lamplighter.agent.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.agent.execution.ProvedLock;
import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.wire.AgentApi;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.ClaimAnswer;
import io.lamplighter.api.wire.Enrolment;
import io.lamplighter.api.wire.Identity;
import io.lamplighter.api.wire.LockApi;
import io.lamplighter.api.wire.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A controller as agents see it: what it was told is kept, what it answers is set. */
public final class FakeController implements AutoCloseable {
    public static final String JOIN_TOKEN = "join-me";

    private HttpServer server;
    private final Map<Sha256, Identity> machines =
            new TreeMap<>((left, right) -> left.hex().compareTo(right.hex()));
    private final List<Enrolment> enrolments = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<RunReport> reports = new ArrayList<>();
    private final List<Integer> pollStatuses = new ArrayList<>();
    private final List<String> accepts = new ArrayList<>();
    private String assignment = Wire.write(new Assignment(1, List.of(), List.of(), List.of()));
    private int loseAnswers;
    private int refuseReports;
    private int refuseLogs;
    private int refuseGenerations;
    private final List<GenerationsReport> generations = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final List<ProvedLock> locks = new ArrayList<>();
    private final Map<LockDigest, String> stored = new HashMap<>();
    private @Nullable ClaimAnswer claimAnswer;
    private int refuseClaims;
    private int refuseLocks;
    private int fetchedLocks;

    public FakeController() {
        server = start(0);
    }

    private HttpServer start(int port) {
        try {
            HttpServer next = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            handle(next, "/agent/v1/enrolments", this::enrol);
            handle(next, "/agent/v1/assignment", this::assign);
            handle(next, "/agent/v1/facts", this::takeFacts);
            handle(next, "/agent/v1/runs", this::takeReport);
            handle(next, "/agent/v1/generations", this::takeGenerations);
            handle(next, "/agent/v1/claims", this::takeClaim);
            handle(next, "/agent/v1/locks", this::lock);
            handle(next, "/simple/pip/", exchange -> answer(exchange, 200, ""));
            next.start();
            return next;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void goAway() {
        server.stop(0);
    }

    /** At the same address, with what it knew. */
    void comeBack() {
        server = start(server.getAddress().getPort());
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized void assign(Assignment next) {
        assignment = Wire.write(next);
    }

    synchronized void assign(String text) {
        assignment = text;
    }

    /** Does what is asked and lets so many answers to enrolments get lost. */
    synchronized void loseAnswers(int count) {
        loseAnswers = count;
    }

    synchronized void refuseReports(int status) {
        refuseReports = status;
    }

    synchronized void refuseGenerations(int status) {
        refuseGenerations = status;
    }

    synchronized List<GenerationsReport> generations() {
        return List.copyOf(generations);
    }

    synchronized void refuseLogs(int status) {
        refuseLogs = status;
    }

    /** What every claim is answered with; without it there is no such address. */
    synchronized void answerClaims(ClaimAnswer answer) {
        claimAnswer = answer;
    }

    synchronized void refuseClaims(int status) {
        refuseClaims = status;
    }

    synchronized void refuseLocks(int status) {
        refuseLocks = status;
    }

    synchronized void have(LockDocument lock) {
        stored.put(lock.digest(), lock.json());
    }

    synchronized List<Claim> claims() {
        return List.copyOf(claims);
    }

    synchronized List<ProvedLock> locks() {
        return List.copyOf(locks);
    }

    synchronized int fetchedLocks() {
        return fetchedLocks;
    }

    synchronized List<String> logs() {
        return List.copyOf(logs);
    }

    synchronized void forgetEveryMachine() {
        machines.clear();
    }

    synchronized int machines() {
        return machines.size();
    }

    public synchronized List<Enrolment> enrolments() {
        return List.copyOf(enrolments);
    }

    public synchronized List<String> facts() {
        return List.copyOf(facts);
    }

    public synchronized List<RunReport> reports() {
        return List.copyOf(reports);
    }

    public synchronized List<Integer> pollStatuses() {
        return List.copyOf(pollStatuses);
    }

    synchronized List<String> accepts() {
        return List.copyOf(accepts);
    }

    private void enrol(HttpExchange exchange) throws IOException {
        Enrolment enrolment = Wire.mapper().readValue(exchange.getRequestBody(), Enrolment.class);
        enrolments.add(enrolment);
        if (!enrolment.joinToken().equals(JOIN_TOKEN)) {
            refuse(exchange, 403, "this join token was never made");
            return;
        }
        Identity identity = machines.computeIfAbsent(
                enrolment.tokenDigest(),
                digest -> new Identity(
                        new MachineId("01234567-89ab-7def-8123-00000000000" + machines.size()), enrolment.name()));
        if (loseAnswers > 0) {
            loseAnswers--;
            exchange.close();
        } else {
            answer(exchange, 201, Wire.write(identity));
        }
    }

    private void assign(HttpExchange exchange) throws IOException {
        if (isUnknown(exchange)) {
            return;
        }
        accepts.add(exchange.getRequestHeaders().getFirst(AgentApi.ACCEPTS));
        String tag = '"' + Sha256.of(assignment).hex() + '"';
        String known = facts.isEmpty() ? "" : Sha256.of(facts.getLast()).hex();
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.getResponseHeaders().set(AgentApi.POLL_INTERVAL, "1");
        exchange.getResponseHeaders()
                .set(
                        AgentApi.SEND_FACTS,
                        String.valueOf(
                                !known.equals(exchange.getRequestHeaders().getFirst(AgentApi.FACTS))));
        boolean unchanged = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        pollStatuses.add(unchanged ? 304 : 200);
        if (unchanged) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            answer(exchange, 200, assignment);
        }
    }

    private void takeFacts(HttpExchange exchange) throws IOException {
        if (!isUnknown(exchange)) {
            facts.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void takeGenerations(HttpExchange exchange) throws IOException {
        if (refuseGenerations != 0) {
            refuse(exchange, refuseGenerations, "nothing is here");
        } else if (!isUnknown(exchange)) {
            generations.add(Wire.mapper().readValue(exchange.getRequestBody(), GenerationsReport.class));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void takeReport(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/log")) {
            takeLog(exchange);
        } else if (refuseReports != 0) {
            refuse(exchange, refuseReports, "no such environment");
        } else if (!isUnknown(exchange)) {
            reports.add(Wire.mapper().readValue(exchange.getRequestBody(), RunReport.class));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void takeLog(HttpExchange exchange) throws IOException {
        if (refuseLogs != 0) {
            refuse(exchange, refuseLogs, "no place for it");
        } else if (!isUnknown(exchange)) {
            logs.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void takeClaim(HttpExchange exchange) throws IOException {
        if (refuseClaims != 0) {
            refuse(exchange, refuseClaims, "not now");
        } else if (claimAnswer == null) {
            exchange.sendResponseHeaders(404, -1);
        } else if (!isUnknown(exchange)) {
            claims.add(Wire.mapper().readValue(exchange.getRequestBody(), Claim.class));
            answer(exchange, 200, Wire.mapper().writeValueAsString(claimAnswer));
        }
    }

    private void lock(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        PlanId plan = new PlanId(path.substring(path.lastIndexOf('/') + 1));
        LockDigest digest = new LockDigest(exchange.getRequestURI().getQuery().replace("digest=", ""));
        if (refuseLocks != 0) {
            refuse(exchange, refuseLocks, "no place for it");
        } else if (!isUnknown(exchange) && exchange.getRequestMethod().equals("PUT")) {
            String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            long epoch = Long.parseLong(exchange.getRequestHeaders().getFirst(LockApi.EPOCH));
            locks.add(new ProvedLock(plan, epoch, new LockDocument(digest, text)));
            exchange.sendResponseHeaders(204, -1);
        } else {
            fetchedLocks++;
            answer(exchange, 200, stored.getOrDefault(digest, ""));
        }
    }

    private boolean isUnknown(HttpExchange exchange) throws IOException {
        @Nullable String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = bearer != null
                && bearer.startsWith("Bearer ")
                && machines.containsKey(Sha256.of(bearer.substring("Bearer ".length())));
        if (!known) {
            refuse(exchange, 401, "no machine has this token");
        }
        return !known;
    }

    private static void refuse(HttpExchange exchange, int status, String detail) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", Problem.MEDIA_TYPE);
        answer(exchange, status, Wire.write(new Problem("/problems/x", "no", status, detail, null, null)));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpServer to, String path, HttpHandler handler) {
        to.createContext(path, exchange -> {
            try (exchange) {
                synchronized (this) {
                    handler.handle(exchange);
                }
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
