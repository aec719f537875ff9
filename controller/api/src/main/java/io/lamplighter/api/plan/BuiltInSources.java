package io.lamplighter.api.plan;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The sources that need no manifest. Their public addresses stand in one file of this jar and nowhere else. */
public final class BuiltInSources {
    private static final Properties ADDRESSES = read();
    private static final List<AvailableSource> ALL = build();

    private BuiltInSources() {}

    /** Those that environments without conda ask by default, in that order: {@code pytorch} and {@code pypi}. */
    public static List<AvailableSource> ofPip() {
        return ALL.stream().filter(source -> source.type() != Source.Type.CONDA).toList();
    }

    /** Of each installer, in the order in which an environment asks them by default. */
    public static List<AvailableSource> all() {
        return ALL;
    }

    public static Optional<AvailableSource> find(SourceName name) {
        return ALL.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    private static List<AvailableSource> build() {
        return List.of(
                new AvailableSource(Source.PYTORCH, Source.Type.PYTORCH, address("pytorch.url"), List.of()),
                new AvailableSource(Source.PYPI, Source.Type.PYPI, null, List.of()),
                channel(Source.PYTORCH_CHANNEL),
                channel(Source.NVIDIA_CHANNEL),
                channel(Source.CONDA_FORGE));
    }

    private static AvailableSource channel(SourceName name) {
        return new AvailableSource(name, Source.Type.CONDA, address(name + ".url"), List.of());
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
