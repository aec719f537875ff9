package io.lamplighter.cli.catalog.page;

import io.lamplighter.cli.catalog.page.WebClient.Reply;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Pages of web servers. An answer is written to a file first: a server that stops sending cannot hold the reader. */
record HttpPages(WebClient client) implements Pages {
    /** Stores of objects say 403 of what they do not have. */
    private static final Set<Integer> ABSENT = Set.of(403, 404, 410);

    @Override
    public <T> Answer<T> read(URI address, Wanted wanted, BodyReader<T> reader) {
        try {
            Path file = Files.createTempFile("lamp-page-", "");
            try {
                return read(address, wanted, reader, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> Answer<T> read(URI address, Wanted wanted, BodyReader<T> reader, Path file) {
        Reply<Path> reply = client.get(
                address,
                Map.of("Accept", wanted.accept(), "Accept-Encoding", "gzip"),
                intoEmptied(file),
                wanted.limitBytes());
        int status = reply.response().statusCode();
        if (ABSENT.contains(status)) {
            return new Answer.Absent<>("HTTP status " + status);
        }
        if (status != 200) {
            throw new UnreadablePage(reply.at(), "HTTP status " + status);
        }
        return new Answer.Found<>(reply.at(), content(reply.at(), wanted, reader, reply.response()));
    }

    /** What a redirect said before must not stay behind a shorter page. */
    private static BodyHandler<Path> intoEmptied(Path file) {
        return BodyHandlers.ofFile(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static <T> T content(URI address, Wanted wanted, BodyReader<T> reader, HttpResponse<Path> response) {
        boolean packed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(response.body()));
                InputStream sent = packed ? new GZIPInputStream(file) : file;
                InputStream bytes = new LimitedBytes(wanted.unpacked(sent), wanted.limitBytes())) {
            String type = response.headers().firstValue("Content-Type").orElse("");
            return reader.read(new Body(address, type, bytes));
        } catch (IOException e) {
            throw UnreadablePage.of(address, e);
        }
    }
}
