package io.lamplighter.api.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.ManifestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What tells how a document is to be read: {@code apiVersion} and {@code kind}. */
final class Envelope {
    private static final JsonPointer ROOT = JsonPointer.empty();
    private static final JsonPointer KIND = ROOT.appendProperty("kind");
    private static final JsonPointer API_VERSION = ROOT.appendProperty("apiVersion");
    private static final JsonPointer NAME = JsonPointer.compile("/metadata/name");
    private static final KnownNames KINDS = kinds();

    private Envelope() {}

    /** The kind; empty where there is none to read the document by, which is a problem then. */
    static Optional<Manifest.Kind> kindOf(YamlDocument document, Problems problems) {
        Positions positions = document.positions();
        JsonNode root = document.root();
        if (!root.isObject()) {
            problems.add(positions.ofValue(ROOT), ROOT, "expected a mapping with apiVersion, kind, metadata and spec");
            return Optional.empty();
        }
        JsonNode version = root.path("apiVersion");
        if (version.isTextual() && !version.textValue().equals(Manifest.API_VERSION)) {
            problems.add(
                    positions.ofValue(API_VERSION),
                    API_VERSION,
                    "unknown apiVersion \"" + version.textValue() + "\"; this version reads \"" + Manifest.API_VERSION
                            + "\"");
        }
        JsonNode word = root.path("kind");
        if (!word.isTextual()) {
            problems.add(
                    positions.ofValue(KIND),
                    word.isMissingNode() ? ROOT : KIND,
                    (word.isMissingNode() ? "required field \"kind\" is missing; it is " : "expected ")
                            + KINDS.choice());
            return Optional.empty();
        }
        Optional<Manifest.Kind> kind = Stream.of(Manifest.Kind.values())
                .filter(candidate -> candidate.label().equals(word.textValue()))
                .findFirst();
        if (kind.isEmpty()) {
            problems.add(positions.ofValue(KIND), KIND, KINDS.refuse("kind", word.textValue()));
        }
        kind.filter(found -> found != Manifest.Kind.MACHINE).ifPresent(_ -> refuseHostName(document, problems));
        return kind;
    }

    /** What a machine's name may be and no other's; what may be neither is refused with the other fields. */
    private static void refuseHostName(YamlDocument document, Problems problems) {
        JsonNode name = document.root().at(NAME);
        if (!name.isTextual() || !isName(name.textValue())) {
            return;
        }
        try {
            new GroupName(name.textValue());
        } catch (IllegalArgumentException e) {
            problems.add(document.positions().ofValue(NAME), NAME, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isName(String text) {
        try {
            new ManifestName(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // said with all that the schema has to say
        }
    }

    private static KnownNames kinds() {
        Later later = Manifest.Kind.class.getAnnotation(Later.class);
        return new KnownNames(
                Stream.of(Manifest.Kind.values()).map(Manifest.Kind::label).toList(),
                later == null ? List.of() : List.of(later.value()));
    }
}
