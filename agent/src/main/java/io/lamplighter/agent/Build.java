package io.lamplighter.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * What this agent was built as.
 *
 * @param version of the release that it is or becomes
 * @param revision of the sources, as git abbreviates it; empty where they were built outside of git
 */
public record Build(String version, String revision) {
    /** Read once. */
    public static final Build THIS = read();

    private static Build read() {
        try (InputStream file = Objects.requireNonNull(Build.class.getResourceAsStream("build.properties"))) {
            Properties build = new Properties();
            build.load(file);
            return new Build(build.getProperty("version"), build.getProperty("revision"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
