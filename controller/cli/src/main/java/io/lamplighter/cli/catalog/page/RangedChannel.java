package io.lamplighter.cli.catalog.page;

import io.lamplighter.cli.catalog.page.WebClient.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file on a web server, fetched block by block as it is read (RFC 9110, range requests), its end first. */
final class RangedChannel implements SeekableByteChannel {
    private static final int BLOCK = 256 << 10;

    /** The index of the largest archive is some MiB long. */
    private static final long MOST_BYTES = 64L << 20;

    private static final Pattern PART = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final WebClient client;
    private final URI address;
    private final NavigableMap<Long, ByteBuffer> fetched = new TreeMap<>();
    private final long size;
    private long fetchedBytes;
    private long position;
    private boolean open = true;

    private record Part(long start, long total, ByteBuffer bytes) {}

    private RangedChannel(WebClient client, URI address, Part end) {
        this.client = client;
        this.address = address;
        this.size = end.total();
        keep(end);
    }

    /** @throws IOException when the server serves no parts of it */
    static RangedChannel open(WebClient client, URI address) throws IOException {
        return new RangedChannel(client, address, fetch(client, address, "bytes=-" + BLOCK));
    }

    private static Part fetch(WebClient client, URI address, String range) throws IOException {
        Reply<byte[]> reply;
        try {
            reply = client.get(
                    address, Map.of("Range", range, "Accept-Encoding", "identity"), BodyHandlers.ofByteArray(), BLOCK);
        } catch (UnreadablePage e) {
            if (e.isTooLong()) {
                throw new IOException("its server serves no parts of files", e);
            }
            throw e;
        }
        Matcher part = PART.matcher(
                reply.response().headers().firstValue("Content-Range").orElse(""));
        if (reply.response().statusCode() != 206 || !part.matches()) {
            throw new IOException(
                    reply.response().statusCode() == 200
                            ? "its server serves no parts of files"
                            : "asking for a part of it is answered by HTTP status "
                                    + reply.response().statusCode());
        }
        long start = Long.parseLong(part.group(1));
        byte[] bytes = reply.response().body();
        if (bytes.length == 0 || Long.parseLong(part.group(2)) - start + 1 != bytes.length) {
            throw new IOException("its server sends another part of it than it says");
        }
        return new Part(start, Long.parseLong(part.group(3)), ByteBuffer.wrap(bytes));
    }

    private void keep(Part part) {
        fetched.put(part.start(), part.bytes());
        fetchedBytes += part.bytes().capacity();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (position >= size) {
            return -1;
        }
        Map.Entry<Long, ByteBuffer> block = block();
        int offset = Math.toIntExact(position - block.getKey());
        int length = Math.min(into.remaining(), block.getValue().capacity() - offset);
        into.put(block.getValue().slice(offset, length));
        position += length;
        return length;
    }

    private Map.Entry<Long, ByteBuffer> block() throws IOException {
        Map.Entry<Long, ByteBuffer> before = fetched.floorEntry(position);
        if (before != null && position < before.getKey() + before.getValue().capacity()) {
            return before;
        }
        if (fetchedBytes > MOST_BYTES) {
            throw new TooLong(MOST_BYTES);
        }
        long start = position - position % BLOCK;
        Part part = fetch(client, address, "bytes=" + start + "-" + (Math.min(start + BLOCK, size) - 1));
        if (part.start() != start || part.total() != size) {
            throw new IOException("its server sends another part of it than was asked for");
        }
        keep(part);
        return Map.entry(start, part.bytes());
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
