package io.lamplighter.versions.conda;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a package comes from; null for any channel or any platform's folder. */
record Place(@Nullable String channel, @Nullable String subdir) {
    /** Of conda/base/constants.py, KNOWN_SUBDIRS; another last name is part of the channel, like {@code pkgs/main}. */
    private static final Set<String> SUBDIRS = Set.of(
            "noarch",
            "emscripten-wasm32",
            "freebsd-64",
            "linux-32",
            "linux-64",
            "linux-aarch64",
            "linux-armv6l",
            "linux-armv7l",
            "linux-ppc64",
            "linux-ppc64le",
            "linux-riscv64",
            "linux-s390x",
            "osx-64",
            "osx-arm64",
            "wasi-wasm32",
            "win-32",
            "win-64",
            "win-arm64",
            "zos-z");

    private static final Pattern CHANNEL = Pattern.compile("[^-\\s\"',=\\[\\]<>|][^\\s\"',=\\[\\]<>|]*");
    private static final Pattern SUBDIR = Pattern.compile("\\*|[a-z0-9][a-z0-9_-]*");
    private static final Pattern SECRET = Pattern.compile(".*://[^/]*@.*|.*/t/[^/]+(/.*)?");

    static final Place ANY = new Place(null, null);

    /**
     * Reads {@code channel} or {@code channel/subdir}.
     *
     * @throws IllegalArgumentException when the text is neither, or holds a password or a token; it is not repeated
     */
    static Place parse(String text) {
        if (SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a channel's address holds no password and no token; say in sources where packages come from");
        }
        if (!CHANNEL.matcher(text).matches()) {
            throw new IllegalArgumentException("a channel is a name or an address, like conda-forge");
        }
        int slash = text.lastIndexOf('/');
        String last = text.substring(slash + 1);
        return slash > 0 && SUBDIRS.contains(last)
                ? new Place(unlessAny(text.substring(0, slash)), last)
                : new Place(unlessAny(text), null);
    }

    /**
     * With what stands in brackets, which counts more.
     *
     * @throws IllegalArgumentException when the folder is none
     */
    Place with(Place inBrackets, @Nullable String subdirInBrackets) {
        if (subdirInBrackets != null && !SUBDIR.matcher(subdirInBrackets).matches()) {
            throw new IllegalArgumentException("\"" + subdirInBrackets + "\" is no platform's folder, like linux-64");
        }
        String nearerChannel = inBrackets.channel == null ? channel : inBrackets.channel;
        String nearerSubdir = inBrackets.subdir == null ? subdir : inBrackets.subdir;
        return new Place(nearerChannel, subdirInBrackets == null ? nearerSubdir : unlessAny(subdirInBrackets));
    }

    private static @Nullable String unlessAny(String text) {
        return text.equals("*") ? null : text;
    }
}
