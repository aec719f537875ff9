package io.lamplighter.reference;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a module's sources say beside its classes: Javadoc, and the defaults of application.properties. */
record ModuleSources(Path module) {
    private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\s+)*";

    String sentenceOf(Class<?> type) throws IOException {
        return comment(type, "(?:public )?interface " + type.getSimpleName() + "\\b");
    }

    String sentencesOf(Method method) throws IOException {
        return comment(method.getDeclaringClass(), "[\\w<>?, .]+ " + method.getName() + "\\(\\)");
    }

    Optional<String> property(String key) throws IOException {
        var properties = new Properties();
        try (Reader file = Files.newBufferedReader(module.resolve("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return Optional.ofNullable(properties.getProperty(key));
    }

    private String comment(Class<?> type, String declaration) throws IOException {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        Path file = module.resolve("src/main/java/" + outermost.getName().replace('.', '/') + ".java");
        Matcher comment = Pattern.compile(COMMENT + declaration, Pattern.DOTALL).matcher(Files.readString(file));
        if (!comment.find()) {
            throw new AssertionError("no Javadoc before \"" + declaration + "\" in " + file);
        }
        return comment.group(1)
                .replaceAll("(?m)^\\s*\\* ?", "")
                .strip()
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link [^}]*?#?([\\w.]+)}", "`$1`")
                .replace("|", "\\|");
    }
}
