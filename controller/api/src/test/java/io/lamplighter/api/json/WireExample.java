package io.lamplighter.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;

/** A value and its form on the wire. */
record WireExample(Object value, JavaType type, String json) {
    static WireExample of(Object value, String json) {
        return new WireExample(value, Wire.mapper().constructType(value.getClass()), json);
    }

    static WireExample of(Object value, TypeReference<?> type, String json) {
        return new WireExample(value, Wire.mapper().constructType(type), json);
    }

    @Override
    public String toString() {
        return value.getClass().getName().replaceFirst(".*\\.", "");
    }
}
