package io.lamplighter.cli.catalog.wheel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Pythons a file is for, as PEP 425 says it by a Python tag and an ABI tag.
 *
 * @param minor of Python 3
 */
public record PythonTag(int minor, Kind kind) implements Comparable<PythonTag> {
    private static final Pattern CPYTHON = Pattern.compile("cp3(\\d{1,2})");
    private static final Pattern ANY_PYTHON = Pattern.compile("py3(\\d{0,2})");
    private static final Pattern FREE_THREADED = Pattern.compile("cp3\\d{1,2}t");
    private static final Comparator<PythonTag> ORDER =
            Comparator.comparingInt(PythonTag::minor).thenComparing(PythonTag::kind);

    /** How far a tag reaches. */
    public enum Kind {
        /** This series alone. */
        EXACT(""),
        /** This series without its global lock. */
        FREE_THREADED("t"),
        /** This series and those after it. */
        AND_NEWER("+");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }
    }

    /** Empty for Python 2 and for other implementations than CPython. */
    static Optional<PythonTag> find(String pythonTag, String abiTag) {
        Matcher cpython = CPYTHON.matcher(pythonTag);
        if (cpython.matches()) {
            return Optional.of(new PythonTag(Integer.parseInt(cpython.group(1)), kindOf(abiTag)));
        }
        Matcher any = ANY_PYTHON.matcher(pythonTag);
        return any.matches()
                ? Optional.of(
                        new PythonTag(any.group(1).isEmpty() ? 0 : Integer.parseInt(any.group(1)), Kind.AND_NEWER))
                : Optional.empty();
    }

    /** The tag for one series, as conda's packages have it. */
    public static PythonTag exactly(int minor) {
        return new PythonTag(minor, Kind.EXACT);
    }

    private static Kind kindOf(String abiTag) {
        if (abiTag.equals("abi3")) {
            return Kind.AND_NEWER;
        }
        return FREE_THREADED.matcher(abiTag).matches() ? Kind.FREE_THREADED : Kind.EXACT;
    }

    /** Whether the file can be used with the usual build of Python 3 of this minor version. */
    public boolean serves(int minorVersion) {
        return switch (kind) {
            case EXACT -> minorVersion == minor;
            case FREE_THREADED -> false;
            case AND_NEWER -> minorVersion >= minor;
        };
    }

    @Override
    public int compareTo(PythonTag other) {
        return ORDER.compare(this, other);
    }

    /** {@code 3.11}, {@code 3.13t} or {@code 3.10+}. */
    @Override
    @JsonValue
    public String toString() {
        return "3." + minor + kind.mark;
    }
}
