package io.lamplighter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which lamp this is. */
final class LampVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"lamp " + text()};
    }

    static String text() {
        try (InputStream file = Objects.requireNonNull(LampVersion.class.getResourceAsStream("lamp.properties"))) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
