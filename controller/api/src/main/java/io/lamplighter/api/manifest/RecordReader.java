package io.lamplighter.api.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import java.util.Optional;

/** Makes records of documents: schema, defaults, constructors, in this order. */
final class RecordReader {
    private final ObjectMapper mapper;
    private final RecordSchemas schemas;

    RecordReader(ObjectMapper mapper) {
        this.mapper = mapper;
        this.schemas = new RecordSchemas(mapper);
    }

    /** The record; empty where the document has problems. */
    <T> Optional<T> read(YamlDocument document, Class<T> type, Problems problems) {
        RecordSchema schema = schemas.of(type);
        int before = problems.count();
        SchemaMistake mistakes = new SchemaMistake(schema, document);
        for (Error error : schema.validator().validate(document.root())) {
            mistakes.tell(error, problems);
        }
        return problems.count() > before ? Optional.empty() : construct(schema, document, type, problems);
    }

    /** A record as a tree without what reading it would fill in. */
    JsonNode tree(Object value) {
        JsonNode tree = mapper.valueToTree(value);
        SchemaDefaults.leaveOutEmpty(schemas.of(value.getClass()).json(), tree);
        return tree;
    }

    private <T> Optional<T> construct(RecordSchema schema, YamlDocument document, Class<T> type, Problems problems) {
        JsonNode complete = document.root().deepCopy();
        SchemaDefaults.fillIn(schema.json(), complete);
        try {
            return Optional.of(mapper.treeToValue(complete, type));
        } catch (JsonProcessingException e) {
            JsonPointer at = pointer(e);
            problems.add(document.positions().ofField(at), at, Scalars.reason(e));
            return Optional.empty();
        }
    }

    private static JsonPointer pointer(JsonProcessingException failure) {
        JsonPointer pointer = JsonPointer.empty();
        if (failure instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                pointer = step.getFieldName() == null
                        ? pointer.appendIndex(step.getIndex())
                        : pointer.appendProperty(step.getFieldName());
            }
        }
        return pointer;
    }
}
