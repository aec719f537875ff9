package io.lamplighter.cli.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lock as a CycloneDX 1.6 document, the same for the same lock always. The records are the part of the format that a
 * lock fills; the library of the format brings a JSON Schema validator that excludes the one by which manifests are
 * read.
 */
record BillOfMaterials(
        @JsonProperty("$schema") String schema,
        String bomFormat,
        String specVersion,
        String serialNumber,
        int version,
        Metadata metadata,
        List<Component> components,
        List<Dependency> dependencies) {
    private static final String SPECIFICATION = "1.6";

    record Metadata(String timestamp, Tools tools, Component component) {}

    record Tools(List<Component> components) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Component(
            String type,
            @JsonProperty("bom-ref") String ref,
            String name,
            @Nullable String version,
            @Nullable List<Hash> hashes,
            @Nullable String purl,
            @Nullable List<Property> properties) {}

    record Hash(String alg, String content) {}

    record Property(String name, String value) {}

    record Dependency(String ref, List<String> dependsOn) {}

    /** @param tool version of what writes it */
    static BillOfMaterials of(String name, FoundLock found, ExportSources sources, String tool) {
        List<Component> components = found.lock().stages().stream()
                .flatMap(stage -> stage.packages().stream().map(each -> component(stage, each, sources)))
                .toList();
        Component whole = new Component(
                "application",
                "lock:" + found.digest(),
                name,
                found.digest().abbreviated(),
                null,
                null,
                List.of(
                        new Property("lamplighter:plan", found.plan().value()),
                        new Property("lamplighter:candidate", found.lock().candidate()),
                        new Property("lamplighter:platform", found.platform().toString())));
        Component lamp = new Component("application", "tool:lamp", "lamp", tool, null, null, null);
        return new BillOfMaterials(
                "http://cyclonedx.org/schema/bom-" + SPECIFICATION + ".schema.json",
                "CycloneDX",
                SPECIFICATION,
                "urn:uuid:" + UUID.nameUUIDFromBytes(found.digest().value().getBytes(StandardCharsets.US_ASCII)),
                1,
                new Metadata(found.storedAt().toString(), new Tools(List.of(lamp)), whole),
                components,
                List.of(new Dependency(
                        whole.ref(), components.stream().map(Component::ref).toList())));
    }

    private static Component component(LockedStage stage, LockedPackage each, ExportSources sources) {
        LockedFile file = each.taken();
        String purl = purl(stage.installer(), each, sources);
        return new Component(
                "library",
                purl,
                each.name(),
                each.version(),
                List.of(new Hash("SHA-256", file.sha256().hex())),
                purl,
                List.of(
                        new Property("lamplighter:stage", stage.name()),
                        new Property("lamplighter:source", Contents.source(each.from())),
                        new Property("lamplighter:file", file.name())));
    }

    private static String purl(Installer installer, LockedPackage each, ExportSources sources) {
        String address = sources.address(each.from());
        TreeMap<String, String> qualifiers = new TreeMap<>();
        switch (installer) {
            case PIP -> {
                qualifiers.put("file_name", each.taken().name());
                if (!sources.isDefaultIndex(each.from())) {
                    qualifiers.put("repository_url", address);
                }
            }
            case CONDA -> {
                String file = each.taken().name();
                if (each.build() != null) {
                    qualifiers.put("build", each.build());
                }
                qualifiers.put("channel", address);
                qualifiers.put("subdir", file.substring(0, Math.max(0, file.indexOf('/'))));
                qualifiers.put("type", file.endsWith(".conda") ? "conda" : "tar.bz2");
            }
        }
        try {
            String type = installer == Installer.PIP ? PackageURL.StandardTypes.PYPI : "conda";
            return new PackageURL(type, null, each.name(), each.version(), qualifiers, null).canonicalize();
        } catch (MalformedPackageURLException e) {
            throw new IllegalStateException("a package without a package URL: " + each.name(), e);
        }
    }
}
