package io.lamplighter.agent.installer;

import io.lamplighter.api.name.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** One file of the uv release that is installed where there is none: product data, in {@code uv-release.properties}. */
record UvRelease(String version, String file, Sha256 sha256) {
    private static final Properties DATA = read();

    static String pinnedVersion() {
        return property("version");
    }

    /** The file for a processor architecture, {@code x86_64}; empty where none is known to run. */
    static Optional<UvRelease> of(String architecture) {
        return Optional.ofNullable(DATA.getProperty(architecture + ".file"))
                .map(file -> new UvRelease(pinnedVersion(), file, new Sha256(property(architecture + ".sha256"))));
    }

    private static String property(String key) {
        return Objects.requireNonNull(DATA.getProperty(key), key);
    }

    private static Properties read() {
        try (InputStream file = Objects.requireNonNull(UvRelease.class.getResourceAsStream("uv-release.properties"))) {
            Properties data = new Properties();
            data.load(file);
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
