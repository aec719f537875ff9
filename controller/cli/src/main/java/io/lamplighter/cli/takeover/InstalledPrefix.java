package io.lamplighter.cli.takeover;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An environment as it stands in its folder, of a venv or of conda. It is read, and nothing of it is started. */
final class InstalledPrefix {
    private static final Pattern VERSION = Pattern.compile("(?m)^version(?:_info)? *= *(3\\.\\d+)\\.\\d+");

    /** {@code 3.11} of {@code 3.11.9}: a security release of Python must not keep the environment from being built. */
    private static final Pattern SERIES = Pattern.compile("3\\.\\d+");

    private static final Pattern DISTRIBUTION = Pattern.compile("(.+)-([^-]+)\\.dist-info");
    private static final Pattern EXACT_BUILD = Pattern.compile("pytorch|torchvision|torchaudio|cuda-version|faiss.*");
    private static final String RECORDS = "conda-meta";
    private static final Set<String> OF_THE_INSTALLER = Set.of("pip", "setuptools", "wheel");
    private static final Set<String> OF_CONDA = Set.of("python", "pip", "_libgcc_mutex", "_openmp_mutex");

    private final Imported into;
    private final Path prefix;

    InstalledPrefix(Imported into, Path prefix) {
        this.into = into;
        this.prefix = prefix;
    }

    static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve("pyvenv.cfg"), NOFOLLOW_LINKS)
                || Files.isDirectory(folder.resolve(RECORDS), NOFOLLOW_LINKS);
    }

    void read() {
        try {
            into.name(String.valueOf(prefix.toRealPath().getFileName()));
            List<Path> records = ForeignFiles.in(prefix.resolve(RECORDS), "*.json");
            if (records.isEmpty()) {
                pythonOfVenv();
            }
            for (Path record : records) {
                packageOfConda(record);
            }
            for (Path python : ForeignFiles.folders(prefix.resolve("lib"), "python3*")) {
                packagesOfPip(python.resolve("site-packages"), !records.isEmpty());
            }
        } catch (IOException e) {
            throw LampException.unreadable(prefix, e, "name the folder of an environment");
        }
    }

    private void pythonOfVenv() throws IOException {
        Matcher version = VERSION.matcher(ForeignFiles.text(prefix.resolve("pyvenv.cfg")));
        if (version.find()) {
            into.python(version.group(1));
        }
    }

    private void packageOfConda(Path record) throws IOException {
        JsonNode each = json(record);
        String name = each.path("name").asText();
        String version = each.path("version").asText();
        String channel = each.path("channel").asText();
        into.channel(channel.replaceAll("/(linux-64|linux-aarch64|win-64|noarch)/?$", ""));
        if (name.equals("python")) {
            Matcher series = SERIES.matcher(version);
            if (series.lookingAt()) {
                into.python(series.group());
            }
        } else if (!OF_CONDA.contains(name)) {
            String build = EXACT_BUILD.matcher(name).matches()
                    ? "=" + each.path("build").asText()
                    : "";
            into.conda(name + "=" + version + build);
        }
    }

    private void packagesOfPip(Path packages, boolean conda) throws IOException {
        for (Path folder : ForeignFiles.folders(packages, "*.dist-info")) {
            Matcher named = DISTRIBUTION.matcher(String.valueOf(folder.getFileName()));
            boolean ofConda = conda
                    && ForeignFiles.text(folder.resolve("INSTALLER")).strip().equals("conda");
            if (named.matches() && !ofConda && !OF_THE_INSTALLER.contains(named.group(1))) {
                take(named.group(1).replace('_', '-'), named.group(2), folder.resolve("direct_url.json"));
            }
        }
        for (Path folder : ForeignFiles.in(packages, "*.egg-link")) {
            into.leftOut(String.valueOf(folder.getFileName()), "editable", "it lives in somebody's folder");
        }
    }

    private void take(String name, String version, Path origin) throws IOException {
        String url = json(origin).path("url").asText();
        if (url.isEmpty()) {
            into.pip(name + "==" + version);
        } else {
            into.leftOut(name + " " + version, url, "it was installed from there, and from no index");
        }
    }

    /** A node that is missing where there is no such file. */
    private static JsonNode json(Path file) throws IOException {
        try {
            return Wire.mapper().readTree(ForeignFiles.text(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no JSON", e);
        }
    }
}
