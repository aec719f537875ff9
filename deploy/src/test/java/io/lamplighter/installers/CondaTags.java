package io.lamplighter.installers;

/** How channels write versions of Python and CUDA. */
final class CondaTags {
    private CondaTags() {}

    /** {@code py311} for {@code 3.11}. */
    static String py(String python) {
        return "py" + python.replace(".", "");
    }

    /** {@code cu124} for {@code 12.4}. */
    static String cu(String cuda) {
        return "cu" + cuda.replace(".", "");
    }

    /** What is made for one Python asks for it. */
    static String python(String series) {
        return "python >=%s,<%s.0a0".formatted(series, next(series));
    }

    /** {@code 12.5} after {@code 12.4}. */
    static String next(String version) {
        int dot = version.indexOf('.');
        return version.substring(0, dot + 1) + (Integer.parseInt(version.substring(dot + 1)) + 1);
    }

    static int major(String version) {
        return Integer.parseInt(version.substring(0, version.indexOf('.')));
    }
}
