package io.lamplighter.api.name;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What each kind of name may look like; a refusal says the rule and what was found. */
final class Syntax {
    private static final Pattern MANIFEST = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PLAN_PREFIX = Pattern.compile("[0-9a-f]{12,64}");
    private static final Pattern GENERATION = Pattern.compile("[0-9a-f]{12}-[1-9][0-9]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** These would let a spec run or load what it likes, or reroute downloads. */
    private static final Pattern DENIED_VARIABLE = Pattern.compile(
            "LD_.*|PYTHON.*|(HTTP|HTTPS|ALL|NO|FTP)_PROXY|UV_.*|PIP_.*|CONDA_.*|MAMBA_.*|BASH_ENV|ENV|IFS");

    private static final Set<String> DENIED_VARIABLES = Set.of("PATH", "HOME", "TMPDIR", "VIRTUAL_ENV");

    private Syntax() {}

    static void requireManifestName(String value) {
        require(
                MANIFEST.matcher(value).matches() && !value.startsWith("-") && !value.endsWith("-"),
                "a name is 1 to 40 of a-z, 0-9 and -, with no dash at either end",
                value);
    }

    static void requireManifestOrHostName(String value) {
        if (!HOST.matcher(value).matches()) {
            requireManifestName(value);
        }
    }

    static void requireHostName(String value) {
        require(HOST.matcher(value).matches(), "a machine's name is a host name in lower case", value);
    }

    static void requireUuid(String value) {
        require(UUID.matcher(value).matches(), "an id is a UUID in lower case", value);
    }

    static void requireSha256(String value) {
        require(SHA_256.matcher(value).matches(), "a digest is 64 hexadecimal digits in lower case", value);
    }

    static void requirePlanPrefix(String value) {
        require(
                PLAN_PREFIX.matcher(value).matches(),
                "a plan is named by at least its first twelve hexadecimal digits",
                value);
    }

    static void requireGenerationName(String value) {
        require(
                GENERATION.matcher(value).matches(),
                "a generation is twelve hexadecimal digits, a dash and a number",
                value);
    }

    static void requireVariableName(String value) {
        require(VARIABLE.matcher(value).matches(), "a variable's name is letters, digits and _", value);
        String upper = value.toUpperCase(Locale.ROOT);
        require(
                !DENIED_VARIABLE.matcher(upper).matches() && !DENIED_VARIABLES.contains(upper),
                "a spec cannot set variables that decide what is run, loaded or connected to",
                value);
    }

    private static void require(boolean holds, String rule, String found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + "; found \"" + found + "\"");
        }
    }
}
