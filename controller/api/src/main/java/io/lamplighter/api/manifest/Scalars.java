package io.lamplighter.api.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Types that are one text in a manifest: names, requirements, addresses. Their constructors hold the rules, and what
 * they throw is what the operator reads.
 */
final class Scalars {
    private final ObjectMapper mapper;
    private final Map<String, Class<?>> known = new ConcurrentHashMap<>();

    Scalars(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    boolean isScalar(Class<?> type) {
        return mapper.getSerializationConfig()
                        .introspect(mapper.constructType(type))
                        .findJsonValueAccessor()
                != null;
    }

    /** The name under which a schema asks for the type. */
    String register(Class<?> type) {
        known.put(type.getName(), type);
        return type.getName();
    }

    /** What the type has against a text. */
    Optional<String> complaint(String name, String text) {
        Class<?> type = known.get(name);
        if (type == null) {
            throw new IllegalStateException("a schema asks for an unknown scalar: " + name);
        }
        try {
            mapper.treeToValue(TextNode.valueOf(text), type);
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(reason(e));
        }
    }

    /** The message of the constructor that refused, without the mapper's own words around it. */
    static String reason(JsonProcessingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException refusal && refusal.getMessage() != null) {
                return refusal.getMessage();
            }
        }
        return failure.getOriginalMessage();
    }
}
