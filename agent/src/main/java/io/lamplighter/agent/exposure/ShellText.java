package io.lamplighter.agent.exposure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.plan.Step.Expose;
import io.lamplighter.api.plan.Step.Expose.Extra;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Text for a POSIX shell. */
final class ShellText {
    private static final String NO_USER_SITE = "PYTHONNOUSERSITE";

    private ShellText() {}

    /** One word, whatever is in it. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** What is set for whoever uses an environment: the variables of the spec, and that homes shadow nothing. */
    static Map<String, String> variables(Expose expose) {
        Map<String, String> variables = new TreeMap<>();
        expose.variables().forEach((name, value) -> variables.put(name.value(), value));
        if (!expose.has(Extra.USER_SITE)) {
            variables.put(NO_USER_SITE, "1");
        }
        return variables;
    }

    /** The same as exports, a line each. */
    static String exports(Expose expose) {
        return variables(expose).entrySet().stream()
                .map(each -> "export " + each.getKey() + "=" + quote(each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    static String template(String name) {
        try (InputStream file = Objects.requireNonNull(ShellText.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
