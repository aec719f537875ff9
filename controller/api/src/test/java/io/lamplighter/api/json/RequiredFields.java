package io.lamplighter.api.json;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a record must say. */
final class RequiredFields {
    private RequiredFields() {}

    static Set<String> of(Class<?> type) {
        return components(type)
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> componentsOf(Class<?> type) {
        return components(type).map(RecordComponent::getName).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .filter(component -> !component.getAccessor().isAnnotationPresent(JsonValue.class));
    }
}
