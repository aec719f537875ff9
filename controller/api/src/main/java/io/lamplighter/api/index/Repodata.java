package io.lamplighter.api.index;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A conda channel's list of packages of one subdirectory. It may be hundreds of MiB long: what is not asked for is
 * passed over unread.
 */
public final class Repodata {
    /** Both kinds of archive; a package that is there in both is listed twice. */
    private static final Set<String> LISTS = Set.of("packages", "packages.conda");

    private Repodata() {}

    /** The same as channels keep it, in the order in which it is asked for. */
    public enum Form {
        /** By zstd, which most keep beside the plain one. */
        PACKED("repodata.json.zst"),
        /** Which nearly all have. */
        PLAIN("repodata.json"),
        /** By bzip2, which is slow to unpack and all that some old mirrors kept. */
        BZIP2("repodata.json.bz2");

        private final String fileName;

        Form(String fileName) {
            this.fileName = fileName;
        }

        /** Its name in the subdirectory. */
        public String fileName() {
            return fileName;
        }

        /** The JSON in the bytes of such a file; packing that is broken is an {@link IOException} of its stream. */
        public InputStream json(InputStream file) throws IOException {
            return switch (this) {
                case PACKED -> new Unpacked(new ZstdInputStream(file), "zstd");
                case PLAIN -> file;
                case BZIP2 -> new Unpacked(new BZip2HadoopStreams().createInputStream(file), "bzip2");
            };
        }
    }

    /**
     * Reads the entries of some files.
     *
     * @param wanted which, by their names, {@code cuda-version-12.6-h7480c83_3.conda}
     * @return by those names; empty when it is no such list at all, as where a server answers everything with one page
     * @throws com.fasterxml.jackson.core.JsonProcessingException when it breaks off
     */
    public static Optional<Map<String, JsonNode>> entries(InputStream json, Predicate<String> wanted)
            throws IOException {
        Map<String, JsonNode> found = new TreeMap<>();
        boolean lists = false;
        try (JsonParser parser = Wire.mapper().createParser(json)) {
            if (!beginsAsObject(parser)) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean list = LISTS.contains(parser.currentName());
                lists |= list;
                if (parser.nextToken() == JsonToken.START_OBJECT && list) {
                    add(parser, wanted, found);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return lists ? Optional.of(found) : Optional.empty();
    }

    private static boolean beginsAsObject(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() == JsonToken.START_OBJECT;
        } catch (JsonParseException e) {
            return false;
        }
    }

    private static void add(JsonParser parser, Predicate<String> wanted, Map<String, JsonNode> found)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String file = parser.currentName();
            parser.nextToken();
            if (wanted.test(file)) {
                found.put(file, parser.readValueAsTree());
            } else {
                parser.skipChildren();
            }
        }
    }
}
