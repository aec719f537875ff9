package io.lamplighter.versions.conda;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a conda package (CEP 29): {@code pytorch=2.5.*=py3.11_cuda*}, {@code pytorch >=2,<3 *cuda*},
 * {@code conda-forge/linux-64::pytorch[version='>=2',build=cuda*]}. Other keys in brackets are not taken.
 */
public final class MatchSpec {
    private final TextPattern name;
    private final CondaVersionSpec version;
    private final @Nullable TextPattern build;
    private final @Nullable String channel;
    private final @Nullable String subdir;

    MatchSpec(
            TextPattern name,
            CondaVersionSpec version,
            @Nullable TextPattern build,
            @Nullable String channel,
            @Nullable String subdir) {
        this.name = name;
        this.version = version;
        this.build = build;
        this.channel = channel;
        this.subdir = subdir;
    }

    /**
     * Reads a spec in any of its forms. As in conda, {@code a=1.2} means {@code 1.2.*}, while {@code a 1.2},
     * {@code a==1.2} and, with a build, {@code a=1.2=b} mean 1.2 itself.
     *
     * @throws IllegalArgumentException saying what is wrong, for a file, a URL and a key that is not matched here too
     */
    public static MatchSpec parse(String text) {
        return new MatchSpecParser(text).parse();
    }

    /** In lower case; {@code *} for any, and a glob where one was written. */
    public String name() {
        return name.text();
    }

    public CondaVersionSpec version() {
        return version;
    }

    /** The build string or a glob; absent for any build. */
    public Optional<String> build() {
        return Optional.ofNullable(build).map(TextPattern::text);
    }

    /** The channel's name or address; absent for any. */
    public Optional<String> channel() {
        return Optional.ofNullable(channel);
    }

    /** The platform's folder, like {@code linux-64}; absent for any. */
    public Optional<String> subdir() {
        return Optional.ofNullable(subdir);
    }

    /**
     * Whether a package is what is asked for, wherever it comes from.
     *
     * @throws IllegalArgumentException where a regular expression would take too long
     */
    public boolean matches(String name, CondaVersion version, String build) {
        return this.name.matches(name) && matches(version) && (this.build == null || this.build.matches(build));
    }

    /** Whether a version is what is asked for, whatever its build. */
    public boolean matches(CondaVersion version) {
        return this.version.matches(version);
    }

    /** As conda, mamba and rattler all read it, {@code name=version=build} wherever that can be said so. */
    public String text() {
        return MatchSpecText.of(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MatchSpec spec
                && name.equals(spec.name)
                && version.equals(spec.version)
                && Objects.equals(build, spec.build)
                && Objects.equals(channel, spec.channel)
                && Objects.equals(subdir, spec.subdir);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, version, build, channel, subdir);
    }

    @Override
    public String toString() {
        return text();
    }
}
