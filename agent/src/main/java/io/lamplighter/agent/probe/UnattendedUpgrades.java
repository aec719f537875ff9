package io.lamplighter.agent.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which packages of the NVIDIA driver Debian and Ubuntu may replace by themselves: those that are installed, while
 * unattended upgrades are on, unless they are held or named in the blacklist.
 */
final class UnattendedUpgrades {
    private static final Pattern ON =
            Pattern.compile("(?m)^\\s*APT::Periodic::Unattended-Upgrade\\s+\"?(\\w+)\"?\\s*;");
    private static final Pattern BLACKLIST =
            Pattern.compile("(?s)Unattended-Upgrade::Package-Blacklist\\s*\\{(.*?)}\\s*;");
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\s*\"([^\"]+)\"");
    private static final Pattern DRIVER =
            Pattern.compile("(?:nvidia-(?:driver|dkms|kernel|utils|open)|libnvidia-(?:compute|gl|ml)|libcuda1).*");
    private static final int NAMED = 5;

    private UnattendedUpgrades() {}

    static List<String> read(Path root) throws IOException {
        String settings = settings(root.resolve("etc/apt/apt.conf.d"));
        Path packages = root.resolve("var/lib/dpkg/status");
        if (!isOn(settings) || !Files.isReadable(packages)) {
            return List.of();
        }
        List<Pattern> kept = blacklist(settings);
        return replaceable(packages).stream()
                .filter(name ->
                        kept.stream().noneMatch(pattern -> pattern.matcher(name).lookingAt()))
                .limit(NAMED)
                .toList();
    }

    private static String settings(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        if (Files.isDirectory(folder)) {
            List<Path> files = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(files::add);
            }
            files.sort(null);
            for (Path file : files) {
                if (Files.isRegularFile(file) && Files.isReadable(file)) {
                    all.append(withoutComments(Files.readString(file))).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)^\\s*(?://|#).*$", "");
    }

    /** The last one counts. */
    private static boolean isOn(String settings) {
        boolean on = false;
        Matcher each = ON.matcher(settings);
        while (each.find()) {
            on = !each.group(1).equals("0");
        }
        return on;
    }

    private static List<Pattern> blacklist(String settings) {
        return BLACKLIST
                .matcher(settings)
                .results()
                .flatMap(list -> ENTRY.matcher(list.group(1)).results())
                .map(entry -> Pattern.compile(Pattern.quote(entry.group(1).replaceAll("[$^*.]+$", ""))))
                .toList();
    }

    private static List<String> replaceable(Path packages) throws IOException {
        List<String> names = new ArrayList<>();
        String name = "";
        try (BufferedReader lines = Files.newBufferedReader(packages)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Package: ")) {
                    name = line.substring("Package: ".length());
                } else if (line.equals("Status: install ok installed")
                        && DRIVER.matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
