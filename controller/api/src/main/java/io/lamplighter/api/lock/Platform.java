package io.lamplighter.api.lock;

import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a machine was that made a lock: one plan may serve machines that cannot run each other's files.
 *
 * @param os {@code linux}
 * @param architecture {@code x86_64}
 * @param glibc version of the C library, {@code 2.36}; absent where there is another
 * @param python that the files are for, {@code 3.11}; absent where the files bring their own
 */
public record Platform(
        String os,
        String architecture,
        @Nullable String glibc,
        @Nullable String python) {
    private static final Pattern GLIBC = Pattern.compile("\\d{1,4}(\\.\\d{1,4}){0,3}");

    /** Whether files that were chosen on the other run here, too: those of an older C library do. */
    public boolean runsFilesOf(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && Objects.equals(python, other.python)
                && (Objects.equals(glibc, other.glibc) || isNewer(glibc, other.glibc));
    }

    private static boolean isNewer(@Nullable String glibc, @Nullable String than) {
        return glibc != null
                && than != null
                && GLIBC.matcher(glibc).matches()
                && GLIBC.matcher(than).matches()
                && Pep440Version.parse(glibc).compareTo(Pep440Version.parse(than)) > 0;
    }

    /** For people: {@code linux x86_64, glibc 2.36, Python 3.11}. */
    @Override
    public String toString() {
        return os + " " + architecture + (glibc == null ? "" : ", glibc " + glibc)
                + (python == null ? "" : ", Python " + python);
    }
}
