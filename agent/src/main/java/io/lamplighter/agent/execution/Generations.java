package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.PlanId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The generations on disk, and which of them is in use. */
final class Generations {
    private static final String RECORD = "generation.json";
    private static final String LOCK = ".lock";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{12}-[1-9][0-9]*");
    private static final String REMOVED = ".removed";

    private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Layout layout;

    Generations(Layout layout) {
        this.layout = layout;
    }

    Path folder(EnvironmentName environment, GenerationName generation) {
        return layout.generation(environment, generation);
    }

    Path lock(EnvironmentName environment, GenerationName generation) {
        return folder(environment, generation).resolve(LOCK);
    }

    /** Those that have a folder. */
    Set<EnvironmentName> environments() throws IOException {
        if (Files.notExists(layout.environments())) {
            return Set.of();
        }
        try (Stream<Path> folders = Files.list(layout.environments())) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> new EnvironmentName(String.valueOf(folder.getFileName())))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** All that have a name, whatever their state. */
    List<GenerationName> all(EnvironmentName environment) throws IOException {
        Path folder = layout.generations(environment);
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .map(GenerationName::new)
                    .toList();
        }
    }

    /** A name that no generation has. */
    GenerationName next(EnvironmentName environment, PlanId plan) throws IOException {
        long last =
                all(environment).stream().mapToLong(Generations::number).max().orElse(0);
        return new GenerationName(plan.abbreviated() + "-" + (last + 1));
    }

    static long number(GenerationName name) {
        return Long.parseLong(name.value().substring(name.value().indexOf('-') + 1));
    }

    /** Makes room for a build; whoever may use the machine may read it, whatever the agent's umask is. */
    void prepare(EnvironmentName environment) throws IOException {
        Files.createDirectories(layout.generations(environment));
        for (Path shared :
                List.of(layout.environments(), layout.environment(environment), layout.generations(environment))) {
            Files.setPosixFilePermissions(shared, SHARED);
        }
    }

    /** The record of the generation in use. */
    Optional<GenerationRecord> current(EnvironmentName environment) throws IOException {
        Optional<GenerationName> name = linked(environment);
        return name.isPresent() ? record(environment, name.get()) : Optional.empty();
    }

    boolean isCurrent(EnvironmentName environment, GenerationName generation) throws IOException {
        return linked(environment).equals(Optional.of(generation));
    }

    /** The one in use, whatever stands in it. */
    Optional<GenerationName> linked(EnvironmentName environment) throws IOException {
        try {
            Path target = Files.readSymbolicLink(layout.current(environment)).getFileName();
            return Optional.of(new GenerationName(String.valueOf(target)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Empty for one that was never verified; what stands in a folder that is another's still, no matter what. */
    Optional<GenerationRecord> record(EnvironmentName environment, GenerationName generation) throws IOException {
        if (!isOurs(environment, generation)) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(folder(environment, generation).resolve(RECORD));
            return Optional.of(Wire.mapper().readValue(content, GenerationRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Those that were verified, in no order. */
    List<GenerationRecord> verified(EnvironmentName environment) throws IOException {
        List<GenerationRecord> verified = new ArrayList<>();
        for (GenerationName generation : all(environment)) {
            record(environment, generation).ifPresent(verified::add);
        }
        return verified;
    }

    /** Those of all environments that are verified and not in use, the oldest first. */
    List<GenerationRecord> dispensable() throws IOException {
        List<GenerationRecord> found = new ArrayList<>();
        for (EnvironmentName environment : environments()) {
            Optional<GenerationName> current = linked(environment);
            verified(environment).stream()
                    .filter(each -> !current.equals(Optional.of(each.generation())))
                    .forEach(found::add);
        }
        found.sort(Comparator.comparing(GenerationRecord::verifiedAt));
        return found;
    }

    /** A folder belongs to those who build in it until it is sealed. */
    private boolean isOurs(EnvironmentName environment, GenerationName generation) throws IOException {
        Path folder = folder(environment, generation);
        return Files.isDirectory(folder, NOFOLLOW_LINKS)
                && Files.getOwner(folder, NOFOLLOW_LINKS)
                        .equals(Files.getOwner(layout.generations(environment), NOFOLLOW_LINKS));
    }

    void seal(GenerationRecord record) throws IOException {
        Path folder = folder(record.environment(), record.generation());
        DurableFiles.replace(folder.resolve(LOCK), new byte[0]);
        DurableFiles.replace(folder.resolve(RECORD), Wire.write(record).getBytes(UTF_8));
    }

    /** Puts a verified generation in the place of the one in use. */
    void activate(EnvironmentName environment, GenerationName generation) throws IOException {
        if (record(environment, generation).isEmpty()) {
            throw new IllegalStateException(generation + " was never verified and cannot be used");
        }
        DurableFiles.point(layout.current(environment), Path.of("generations", generation.value()));
    }

    /** Takes the environment out of use; its generations stay. */
    void deactivate(EnvironmentName environment) throws IOException {
        DurableFiles.remove(layout.current(environment));
    }

    /** Removes a generation, which nobody may be using; what is left by a crash while doing so is taken for none. */
    void discard(EnvironmentName environment, GenerationName generation) throws IOException {
        Path folder = folder(environment, generation);
        if (Files.exists(folder)) {
            Files.deleteIfExists(folder.resolve(RECORD)); // from now on it is not a verified one
        }
        FileTrees.delete(folder);
    }

    /** Removes what neither was verified nor is kept on purpose. */
    void sweep(EnvironmentName environment, @Nullable GenerationName kept) throws IOException {
        for (GenerationName generation : all(environment)) {
            if (!generation.equals(kept) && record(environment, generation).isEmpty()) {
                discard(environment, generation);
            }
        }
        for (Path removed : removed(environment)) {
            FileTrees.delete(removed);
        }
    }

    /** Where a generation is moved to by a collector that holds its lock. */
    Path removed(EnvironmentName environment, GenerationName generation) {
        return layout.generations(environment).resolve(generation + REMOVED);
    }

    /** Removes all that is left of an environment without generations. */
    void forget(EnvironmentName environment) throws IOException {
        FileTrees.delete(layout.environment(environment));
    }

    /** What the generations take on disk; a file that several share counts in each. */
    long bytes(EnvironmentName environment) throws IOException {
        return FileTrees.bytes(layout.generations(environment));
    }

    /** What removing a folder gives back: files that another generation has too are not in it. */
    long ownBytes(Path folder) throws IOException {
        return FileTrees.bytes(folder, Files.isDirectory(layout.shared()) ? 2 : 1);
    }

    private List<Path> removed(EnvironmentName environment) throws IOException {
        Path folder = layout.generations(environment);
        List<Path> found = new ArrayList<>();
        if (Files.exists(folder)) {
            try (var entries = Files.newDirectoryStream(folder, "*" + REMOVED)) {
                entries.forEach(found::add);
            }
        }
        return found;
    }
}
