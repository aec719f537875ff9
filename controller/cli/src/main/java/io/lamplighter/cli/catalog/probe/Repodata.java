package io.lamplighter.cli.catalog.probe;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A channel's list of packages. It may be hundreds of MiB long: what is not asked for is passed over unread. */
final class Repodata {
    /** Both kinds of archive; a package that is there in both is listed twice. */
    private static final Set<String> LISTS = Set.of("packages", "packages.conda");

    private Repodata() {}

    /**
     * Reads the packages of these names.
     *
     * @return empty when it is no such list at all, as where a server answers everything with one page
     * @throws com.fasterxml.jackson.core.JsonProcessingException when it breaks off
     */
    static Optional<List<CondaPackage>> parse(InputStream json, Set<String> names) throws IOException {
        List<CondaPackage> found = new ArrayList<>();
        boolean lists = false;
        try (JsonParser parser = Wire.mapper().createParser(json)) {
            if (!beginsAsObject(parser)) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean list = LISTS.contains(parser.currentName());
                lists |= list;
                if (parser.nextToken() == JsonToken.START_OBJECT && list) {
                    addPackages(parser, names, found);
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

    private static void addPackages(JsonParser parser, Set<String> names, List<CondaPackage> found) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = nameOf(parser.currentName());
            parser.nextToken();
            if (names.contains(name)) {
                JsonNode entry = parser.readValueAsTree();
                List<String> depends = new ArrayList<>();
                entry.path("depends").forEach(depend -> depends.add(depend.asText()));
                found.add(new CondaPackage(
                        name,
                        entry.path("version").asText(),
                        entry.path("build").asText(),
                        depends));
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Of {@code cuda-version-12.6-h7480c83_3.conda}: version and build hold no dash. */
    private static String nameOf(String file) {
        int build = file.lastIndexOf('-');
        int version = file.lastIndexOf('-', build - 1);
        return version < 0 ? file : file.substring(0, version);
    }
}
