package io.lamplighter.cli.catalog.page;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of any length, of which only the parts that are read are fetched: from disk, or by HTTP ranges. */
public final class PartialFiles {
    private final WebClient client = new WebClient();

    /**
     * Opens one.
     *
     * @throws UnreadablePage when there is no answer
     * @throws IOException when there is no such file, or its server serves no parts of it
     */
    public SeekableByteChannel open(URI address) throws IOException {
        return "file".equals(address.getScheme())
                ? Files.newByteChannel(Path.of(URI.create("file://" + address.getRawPath())))
                : RangedChannel.open(client, address);
    }
}
