package io.lamplighter.cli.catalog.page;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pages on disk, as a mirror lays them out; a folder without an {@code index.html} is a page that links its files. */
final class FilePages implements Pages {
    private static final String HTML = "text/html";

    @Override
    public <T> Answer<T> read(URI address, Wanted wanted, BodyReader<T> reader) {
        Path path = Path.of(URI.create("file://" + address.getRawPath()));
        Path index = path.resolve("index.html");
        try {
            if (Files.isRegularFile(path) || Files.isRegularFile(index)) {
                return new Answer.Found<>(
                        address, content(address, wanted, reader, Files.isRegularFile(path) ? path : index));
            }
            if (Files.isDirectory(path)) {
                InputStream links = new ByteArrayInputStream(links(path).getBytes(StandardCharsets.UTF_8));
                return new Answer.Found<>(address, reader.read(new Body(address, HTML, links)));
            }
        } catch (IOException e) {
            throw UnreadablePage.of(address, e);
        }
        return new Answer.Absent<>("no such file");
    }

    private static <T> T content(URI address, Wanted wanted, BodyReader<T> reader, Path file) throws IOException {
        String type = file.toString().endsWith(".json") ? "application/json" : HTML;
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(file));
                InputStream bytes = new LimitedBytes(wanted.unpacked(stored), wanted.limitBytes())) {
            return reader.read(new Body(address, type, bytes));
        }
    }

    private static String links(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(FilePages::link).collect(Collectors.joining());
        }
    }

    private static String link(Path file) {
        return "<a href=\"" + file.toUri().getRawPath() + "\">" + file.getFileName() + "</a>\n";
    }
}
