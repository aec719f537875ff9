package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.versions.pep508.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a wheel by its name, its metadata and its code. */
final class WheelReader {
    private static final Pattern OF_CUDA = Pattern.compile("nvidia-.+|cuda-.+|(pytorch-)?triton");

    private final WheelName name;
    private final WheelArchive archive;
    private final WheelMetadata metadata;
    private final List<String> notes = new ArrayList<>();

    private WheelReader(WheelName name, WheelArchive archive) throws IOException {
        this.name = name;
        this.archive = archive;
        WheelArchive.Member text = archive.topMember(".dist-info", "METADATA")
                .orElseThrow(() -> new IllegalArgumentException("it has no METADATA"));
        this.metadata = WheelMetadata.parse(text.text()).on(name);
    }

    /**
     * Reads a wheel.
     *
     * @param devices says what device code is in an object
     * @throws IOException when the file cannot be read or is damaged
     * @throws IllegalArgumentException when it is no wheel
     */
    static WheelRow read(Path file, DeviceCodeLister devices) throws IOException, InterruptedException {
        WheelName name = WheelName.find(String.valueOf(file.getFileName()))
                .orElseThrow(() -> new IllegalArgumentException("its name is not that of a wheel (PEP 427)"));
        try (WheelArchive archive = new WheelArchive(file)) {
            return new WheelReader(name, archive).row(file, devices);
        }
    }

    private WheelRow row(Path file, DeviceCodeLister devices) throws IOException, InterruptedException {
        notes.addAll(metadata.differences(name));
        CudaBuild build = build();
        CodeSurvey code = CodeSurvey.of(archive.members());
        code.notRead().forEach(object -> notes.add("not read, so the floors may be higher: " + object));
        notes.addAll(code.nameless());
        metadata.notRead()
                .forEach(requirement -> notes.add("it asks for " + requirement + ", which is no requirement"));
        WheelRow.Glibc glibc = glibc(code.glibc());
        WheelRow.Cudnn cudnn = cudnn(build, code);
        Optional<WheelArchive.Member> device = code.device();
        DeviceCode listed = device.isPresent() ? devices.list(device.get()) : null;
        return new WheelRow(
                name.text(),
                name.name(),
                metadata.version(),
                build.build(),
                build.cuda(),
                name.platforms(),
                name.platformTags(),
                name.pythons(),
                metadata.requiresPython(),
                glibc,
                code.libstdcxx().map(CodeSurvey.Floor::version).orElse(null),
                cudnn,
                gpus(listed),
                ptx(listed),
                listed instanceof DeviceCode.Listed found ? found.binary() : Map.of(),
                device.map(WheelArchive.Member::name).orElse(null),
                metadata.requirement("torch").map(WheelReader::asked).orElse(null),
                requires(),
                Files.size(file),
                archive.members().stream().mapToLong(WheelArchive.Member::bytes).sum(),
                digest(file),
                "measured",
                notes);
    }

    private CudaBuild build() throws IOException {
        String place = name.modulePlace();
        Optional<WheelArchive.Member> text = archive.member(place);
        ModuleVersion module = text.isPresent() ? ModuleVersion.parse(text.get().text()) : ModuleVersion.SILENT;
        CudaBuild build = CudaBuild.of(name, metadata, module, place);
        build.contradiction().ifPresent(notes::add);
        return build;
    }

    /** A tag promises, code needs; where they differ the code is right. */
    private WheelRow.@Nullable Glibc glibc(Optional<CodeSurvey.Floor> needed) {
        Optional<LibraryVersion> tag = name.glibc().map(WheelName.GlibcPromise::version);
        Optional<LibraryVersion> code = needed.map(CodeSurvey.Floor::version);
        if (tag.isEmpty() && code.isEmpty()) {
            return null;
        }
        LibraryVersion floor = tag.filter(promised -> code.isEmpty() || promised.compareTo(code.get()) >= 0)
                .or(() -> code)
                .orElseThrow();
        if (tag.isPresent() && !floor.equals(tag.get())) {
            notes.add("its tag promises glibc " + tag.get() + ", its code needs " + floor);
        }
        return new WheelRow.Glibc(
                floor,
                tag.orElse(null),
                code.orElse(null),
                needed.map(CodeSurvey.Floor::neededBy).orElse(null));
    }

    /** Asked for by name, or found in the code where a CUDA build asks for none. */
    private WheelRow.@Nullable Cudnn cudnn(CudaBuild build, CodeSurvey code) throws IOException {
        Optional<Requirement> asked = WheelClaims.cudnn(metadata);
        if (asked.isPresent()) {
            return CudaBuild.exactVersion(asked.get())
                    .map(version -> new WheelRow.Cudnn(
                            version, "Requires-Dist: " + asked.get().name()))
                    .orElse(null);
        }
        if (build.cuda() == null) {
            return null;
        }
        for (CodeSurvey.Found found : code.objects()) {
            Optional<String> version = CudnnMark.find(found.member());
            if (version.isPresent()) {
                return new WheelRow.Cudnn(
                        version.get(), "a mark in " + found.member().name());
            }
        }
        return null;
    }

    private @Nullable List<ComputeCapability> gpus(@Nullable DeviceCode code) {
        return switch (code) {
            case null -> null;
            case DeviceCode.Listed listed -> listed.gpus();
            case DeviceCode.NotListed(String why) -> {
                notes.add("its code for GPUs is not known: " + why);
                yield null;
            }
        };
    }

    private static @Nullable ComputeCapability ptx(@Nullable DeviceCode code) {
        return code instanceof DeviceCode.Listed listed && !listed.ptxGpus().isEmpty()
                ? listed.ptxGpus().getLast()
                : null;
    }

    private Map<String, String> requires() {
        return metadata.requires().stream()
                .filter(requirement -> OF_CUDA.matcher(requirement.name()).matches())
                .collect(Collectors.toMap(
                        Requirement::name, WheelReader::asked, (first, second) -> first, TreeMap::new));
    }

    private static String asked(Requirement requirement) {
        return requirement.specifiers().text();
    }

    private static Sha256 digest(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.finish(digest);
    }
}
