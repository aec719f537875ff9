package io.lamplighter.agent.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an account has installed for itself, {@code pip install --user}: it comes before the packages of every
 * environment with that Python, on all machines that share the home. Only the home of whoever asks is looked into.
 */
public record UserPackages(Path home) {
    private static final Pattern DISTRIBUTION = Pattern.compile("(.+)-([^-]+)\\.(?:dist|egg)-info");
    private static final int SHOWN = 8;

    public static UserPackages ofThisAccount() {
        return new UserPackages(Path.of(System.getProperty("user.home", "/nonexistent")));
    }

    /** A sentence for each Python that has some. */
    public List<String> warnings() throws IOException {
        Path libraries = home.resolve(".local/lib");
        if (!Files.isDirectory(libraries)) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        try (DirectoryStream<Path> pythons = Files.newDirectoryStream(libraries, "python3.*")) {
            for (Path python : pythons) {
                Path site = python.resolve("site-packages");
                List<String> found = Files.isDirectory(site) ? distributions(site) : List.of();
                if (!found.isEmpty()) {
                    warnings.add(warning(site, String.valueOf(python.getFileName()), found));
                }
            }
        }
        warnings.sort(null);
        return warnings;
    }

    private static List<String> distributions(Path site) throws IOException {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(site, "*-info")) {
            for (Path entry : entries) {
                Matcher name = DISTRIBUTION.matcher(String.valueOf(entry.getFileName()));
                if (name.matches()) {
                    found.add(name.group(1).toLowerCase(Locale.ROOT).replace('_', '-') + " " + name.group(2));
                }
            }
        }
        found.sort(null);
        return found;
    }

    private static String warning(Path site, String python, List<String> found) {
        String more = found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "";
        return site + " has " + String.join(", ", found.subList(0, Math.min(SHOWN, found.size()))) + more
                + ": for this account they come before the packages of every environment with " + python
                + ", except for what is started by Lamplighter's launchers, kernels and activate; remove them"
                + " (" + python + " -m pip uninstall NAME), or set PYTHONNOUSERSITE=1";
    }
}
