package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The folders in which programs are looked for, in order.
 *
 * @param folders absolute
 */
public record Programs(List<Path> folders) {
    public Programs {
        folders = List.copyOf(folders);
    }

    /** Those of this machine and this account. */
    public static Programs ofThisMachine() {
        return of(Path.of("/"), System.getenv().getOrDefault("PATH", ""));
    }

    /**
     * The system's folders, then those of the account.
     *
     * @param path the account's {@code PATH}
     */
    static Programs of(Path root, String path) {
        LinkedHashSet<Path> folders = new LinkedHashSet<>();
        folders.add(root.resolve("usr/bin"));
        folders.add(root.resolve("usr/local/bin"));
        folders.addAll(children(root.resolve("opt")).stream()
                .map(child -> child.resolve("bin"))
                .toList());
        Pattern.compile(":")
                .splitAsStream(path)
                .filter(entry -> entry.startsWith("/"))
                .map(Path::of)
                .forEach(folders::add);
        return new Programs(List.copyOf(folders));
    }

    Programs after(Path folder) {
        List<Path> more = new ArrayList<>(List.of(folder));
        more.addAll(folders);
        return new Programs(more);
    }

    Optional<Path> first(String name) {
        return all(name::equals).stream().findFirst();
    }

    /** Every program whose name fits, each path once. */
    List<Path> all(Predicate<String> name) {
        return folders.stream()
                .flatMap(folder -> children(folder).stream())
                .filter(file -> name.test(file.getFileName().toString()))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .distinct()
                .toList();
    }

    /** What cannot be listed has nothing to offer. */
    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(children::add);
        } catch (IOException _) {
            return List.of();
        }
        children.sort(null);
        return children;
    }
}
