package io.lamplighter.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.wire.AgentApi;
import io.lamplighter.api.wire.Enrolment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An enrolled machine that polls over one kept connection, as cheaply as can be: it shares the machine's cores. */
final class PollingMachine implements AutoCloseable {
    private static final String ACCEPTS = AgentApi.VERSION + ";createEnvironment,solve,install,verify,expose";

    private final String name;
    private final String token;
    private final Socket socket;
    private final InputStream answers;
    private byte[] poll = {};

    PollingMachine(String name, URI controller) throws IOException {
        this.name = name;
        token = "token-of-" + name;
        socket = new Socket(InetAddress.getLoopbackAddress(), controller.getPort());
        socket.setTcpNoDelay(true);
        answers = new BufferedInputStream(socket.getInputStream());
    }

    /** Enrols, sends its facts, and polls until nothing is new. */
    void enrol(String joinToken) throws IOException {
        var host = new MachineFacts.Host(name, "linux", "Debian", "6.1", "x86_64", "2.36", "any", 2, 1024, null);
        var facts = new MachineFacts(host, new CudaState.Absent(), List.of(), List.of(), List.of(), List.of(), null);
        String factsText = Wire.write(facts);
        var enrolment = new Enrolment(new MachineName(name), joinToken, Sha256.of(token), "0.1.0", facts);
        require(201, exchange(request("POST", "enrolments", "", Wire.write(enrolment))));
        require(204, exchange(request("PUT", "facts", "", factsText)));

        String headers =
                AgentApi.FACTS + ": " + Sha256.of(factsText) + "\r\n" + AgentApi.ACCEPTS + ": " + ACCEPTS + "\r\n";
        Map<String, String> first = exchange(request("GET", "assignment", headers, ""));
        require(200, first);
        poll = request("GET", "assignment", headers + "If-None-Match: " + first.get("etag") + "\r\n", "");
        poll();
    }

    /** One poll that changes nothing. */
    void poll() throws IOException {
        require(304, exchange(poll));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] request(String method, String path, String headers, String body) {
        String length = body.isEmpty()
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n";
        return "%s /agent/v1/%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n%s%s\r\n%s"
                .formatted(method, path, socket.getPort(), token, headers, length, body)
                .getBytes(UTF_8);
    }

    /** The headers of the answer; its status under the empty name. */
    private Map<String, String> exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        Map<String, String> headers = new HashMap<>();
        headers.put("", line().split(" ", -1)[1]);
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(": ?", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        answers.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        return headers;
    }

    private String line() throws IOException {
        var line = new byte[1024];
        int length = 0;
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new IOException("the controller closed the connection");
            }
            line[length++] = (byte) next;
        }
        return new String(line, 0, length - 1, US_ASCII);
    }

    private static void require(int status, Map<String, String> answer) {
        if (!String.valueOf(status).equals(answer.get(""))) {
            throw new IllegalStateException("answered " + answer.get("") + ", not " + status);
        }
    }
}
