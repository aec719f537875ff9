package io.lamplighter.reference;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A configuration key and the method that it is read by. */
record ConfigurationKey(String name, Method method) {
    /** Every key of a mapping, those of its groups too, by name. */
    static List<ConfigurationKey> of(Class<?> mapping, String prefix) {
        return Arrays.stream(mapping.getDeclaredMethods())
                .filter(method -> !method.isDefault() && !method.isSynthetic())
                .flatMap(method -> under(prefix, method))
                .sorted(Comparator.comparing(ConfigurationKey::name))
                .toList();
    }

    String row(ModuleSources sources) throws IOException {
        String unset = method.getReturnType() == Optional.class
                ? "—"
                : sources.property(name).orElse("required");
        String fallback = Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(WithDefault::value)
                .orElse(unset);
        return "| `%s` | %s | %s |\n"
                .formatted(name, fallback.equals("—") ? fallback : "`" + fallback + "`", sources.sentencesOf(method));
    }

    private static Stream<ConfigurationKey> under(String prefix, Method method) {
        String name = method.isAnnotationPresent(WithParentName.class)
                ? prefix
                : prefix + "."
                        + Optional.ofNullable(method.getAnnotation(WithName.class))
                                .map(WithName::value)
                                .orElseGet(() -> StringUtil.skewer(method.getName()));
        Class<?> type = method.getReturnType();
        return type.isInterface() && type.getName().startsWith("io.lamplighter.")
                ? of(type, name).stream()
                : Stream.of(new ConfigurationKey(name, method));
    }
}
