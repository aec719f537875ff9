package io.lamplighter.cli.takeover;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An environment as it stands in its folder, of a venv or of conda. It is read, and nothing of it is started. */
final class InstalledPrefix {
    private static final Pattern VERSION = Pattern.compile("(?m)^version(?:_info)? *= *(3\\.\\d+\\.\\d+)");
    private static final Pattern DISTRIBUTION = Pattern.compile("(.+)-([^-]+)\\.dist-info");
    private static final Pattern EXACT_BUILD = Pattern.compile("pytorch|torchvision|torchaudio|cuda-version|faiss.*");
    private static final Set<String> OF_THE_INSTALLER = Set.of("pip", "setuptools", "wheel");
    private static final Set<String> OF_CONDA = Set.of("python", "pip", "_libgcc_mutex", "_openmp_mutex");

    private final Imported into;
    private final Path prefix;

    InstalledPrefix(Imported into, Path prefix) {
        this.into = into;
        this.prefix = prefix;
    }

    static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve("pyvenv.cfg")) || Files.isDirectory(folder.resolve("conda-meta"));
    }

    void read() {
        try {
            into.name(String.valueOf(prefix.toRealPath().getFileName()));
            boolean conda = Files.isDirectory(prefix.resolve("conda-meta"));
            if (conda) {
                packagesOfConda();
            } else {
                pythonOfVenv();
            }
            try (DirectoryStream<Path> pythons = Files.newDirectoryStream(prefix.resolve("lib"), "python3*")) {
                for (Path python : pythons) {
                    packagesOfPip(python.resolve("site-packages"), conda);
                }
            }
        } catch (IOException e) {
            throw LampException.badInput("cannot read " + prefix + ": " + e, "name the folder of an environment");
        }
    }

    private void pythonOfVenv() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(prefix.resolve("pyvenv.cfg")));
        if (version.find()) {
            into.python(series(version.group(1)));
        }
    }

    private void packagesOfConda() throws IOException {
        for (Path file : sorted(prefix.resolve("conda-meta"), "*.json")) {
            JsonNode each = Wire.mapper().readTree(Files.readString(file));
            String name = each.path("name").asText();
            String version = each.path("version").asText();
            String channel = each.path("channel").asText();
            into.channel(channel.replaceAll("/(linux-64|linux-aarch64|win-64|noarch)/?$", ""));
            if (name.equals("python")) {
                into.python(series(version));
            } else if (!OF_CONDA.contains(name)) {
                String build = EXACT_BUILD.matcher(name).matches()
                        ? "=" + each.path("build").asText()
                        : "";
                into.conda(name + "=" + version + build);
            }
        }
    }

    private void packagesOfPip(Path packages, boolean conda) throws IOException {
        for (Path folder : sorted(packages, "*.dist-info")) {
            Matcher named = DISTRIBUTION.matcher(String.valueOf(folder.getFileName()));
            boolean ofConda = conda && read(folder.resolve("INSTALLER")).strip().equals("conda");
            if (named.matches() && !ofConda && !OF_THE_INSTALLER.contains(named.group(1))) {
                take(named.group(1).replace('_', '-'), named.group(2), read(folder.resolve("direct_url.json")));
            }
        }
        for (Path folder : sorted(packages, "*.egg-link")) {
            into.leftOut(String.valueOf(folder.getFileName()), "editable", "it lives in somebody's folder");
        }
    }

    private void take(String name, String version, String origin) throws IOException {
        if (origin.isEmpty()) {
            into.pip(name + "==" + version);
        } else {
            String url = Wire.mapper().readTree(origin).path("url").asText();
            into.leftOut(name + " " + version, url, "it was installed from there, and from no index");
        }
    }

    private static String read(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file) : "";
    }

    private static List<Path> sorted(Path folder, String glob) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }

    /** {@code 3.11} of {@code 3.11.9}: a security release of Python must not keep the environment from being built. */
    private static String series(String version) {
        return version.substring(0, version.lastIndexOf('.'));
    }
}
