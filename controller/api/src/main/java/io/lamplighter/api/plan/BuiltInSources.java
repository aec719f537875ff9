package io.lamplighter.api.plan;

import io.lamplighter.api.manifest.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The sources that need no manifest. Their public addresses stand in one file of this jar and nowhere else. */
public final class BuiltInSources {
    private static final Properties ADDRESSES = read();

    private BuiltInSources() {}

    /** {@code pytorch} and {@code pypi}, in the order in which an environment asks them by default. */
    public static List<AvailableSource> all() {
        return List.of(
                new AvailableSource(Source.PYTORCH, Source.Type.PYTORCH, address("pytorch.url"), List.of()),
                new AvailableSource(Source.PYPI, Source.Type.PYPI, null, List.of()));
    }

    /** The address behind the installer's own default index: for looking at it and for fetching tools. */
    public static String defaultIndex() {
        return address("pypi.simple");
    }

    private static String address(String key) {
        return Objects.requireNonNull(ADDRESSES.getProperty(key), key);
    }

    private static Properties read() {
        try (InputStream file =
                Objects.requireNonNull(BuiltInSources.class.getResourceAsStream("built-in-sources.properties"))) {
            Properties addresses = new Properties();
            addresses.load(file);
            return addresses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
