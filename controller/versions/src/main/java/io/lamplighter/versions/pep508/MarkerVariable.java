package io.lamplighter.versions.pep508;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables of markers, by the names of the standard in upper case. */
public enum MarkerVariable {
    PYTHON_VERSION,
    PYTHON_FULL_VERSION,
    OS_NAME,
    SYS_PLATFORM,
    PLATFORM_MACHINE,
    PLATFORM_SYSTEM,
    PLATFORM_RELEASE,
    PLATFORM_VERSION,
    PLATFORM_PYTHON_IMPLEMENTATION,
    IMPLEMENTATION_NAME,
    IMPLEMENTATION_VERSION,
    EXTRA;

    static Optional<MarkerVariable> named(String name) {
        return Stream.of(values())
                .filter(variable -> variable.text().equals(name))
                .findFirst();
    }

    /** As it stands in a marker. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the standard's table has its type as a version, if only where it happens to be one. */
    boolean isVersion() {
        return switch (this) {
            case PYTHON_VERSION, PYTHON_FULL_VERSION, IMPLEMENTATION_VERSION, PLATFORM_RELEASE -> true;
            case OS_NAME,
                    SYS_PLATFORM,
                    PLATFORM_MACHINE,
                    PLATFORM_SYSTEM,
                    PLATFORM_VERSION,
                    PLATFORM_PYTHON_IMPLEMENTATION,
                    IMPLEMENTATION_NAME,
                    EXTRA -> false;
        };
    }

    /** Its value; that of {@code extra} is not the environment's but what is asked for. */
    String in(MarkerEnvironment environment) {
        return switch (this) {
            case PYTHON_VERSION -> environment.pythonVersion();
            case PYTHON_FULL_VERSION -> environment.pythonFullVersion().toString();
            case OS_NAME -> environment.osName();
            case SYS_PLATFORM -> environment.sysPlatform();
            case PLATFORM_MACHINE -> environment.platformMachine();
            case PLATFORM_SYSTEM -> environment.platformSystem();
            case PLATFORM_RELEASE -> environment.platformRelease();
            case PLATFORM_VERSION -> environment.platformVersion();
            case PLATFORM_PYTHON_IMPLEMENTATION -> environment.platformPythonImplementation();
            case IMPLEMENTATION_NAME -> environment.implementationName();
            case IMPLEMENTATION_VERSION -> environment.implementationVersion().toString();
            case EXTRA -> "";
        };
    }
}
