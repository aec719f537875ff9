package io.lamplighter.api.manifest;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Generates JSON Schemas from records, each when it is first asked for. A component is required when it is neither
 * {@code @Nullable} nor has a default, which stands as YAML in {@link JsonProperty#defaultValue}.
 */
final class RecordSchemas {
    /** Names of the design that {@link Later} lists. */
    static final String LATER = "later";

    /** Whether nothing may stand where a value could. */
    static final String NULLABLE = "nullable";

    static final String DEFAULT = "default";

    private static final String DIALECT = "https://lamplighter.io/schema/v1";

    private final ObjectMapper mapper;
    private final Scalars scalars;
    private final SchemaGenerator generator;
    private final SchemaRegistry registry;
    private final Map<Class<?>, RecordSchema> schemas = new ConcurrentHashMap<>();

    RecordSchemas(ObjectMapper mapper) {
        this.mapper = mapper;
        this.scalars = new Scalars(mapper);
        this.generator = generator();
        this.registry = SchemaRegistry.withDialect(Dialect.builder(DIALECT, Dialects.getDraft202012())
                .keyword(new ScalarKeyword(scalars))
                .keyword(new NonValidationKeyword(LATER))
                .keyword(new NonValidationKeyword(NULLABLE))
                .build());
    }

    RecordSchema of(Class<?> type) {
        return schemas.computeIfAbsent(type, this::generate);
    }

    private RecordSchema generate(Class<?> type) {
        ObjectNode json = generator.generateSchema(type);
        return new RecordSchema(json, registry.getSchema(json));
    }

    private SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        mapper,
                        SchemaVersion.DRAFT_2020_12,
                        new OptionPreset(
                                Option.NONPUBLIC_NONSTATIC_FIELDS_WITHOUT_GETTERS,
                                Option.NONPUBLIC_NONSTATIC_FIELDS_WITH_GETTERS,
                                Option.ADDITIONAL_FIXED_TYPES,
                                Option.ALLOF_CLEANUP_AT_THE_END))
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.INLINE_ALL_SCHEMAS);
        builder.forTypesInGeneral()
                // the sort is stable: fields stay in the order of the record
                .withPropertySorter((_, _) -> 0)
                .withCustomDefinitionProvider(this::define)
                .withTypeAttributeOverride(
                        (schema, scope, _) -> describe(schema, scope.getType().getErasedType()));
        builder.forFields()
                .withPropertyNameOverrideResolver(this::name)
                .withRequiredCheck(field -> !isNullable(field) && defaultOf(field) == null)
                .withInstanceAttributeOverride((schema, field, _) -> describe(schema, field));
        return new SchemaGenerator(builder.build());
    }

    private @Nullable CustomDefinition define(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        if (erased.isEnum()) {
            return inline(enumeration(erased));
        }
        if (Map.class.isAssignableFrom(erased)) {
            return inline(map(type.typeParametersFor(Map.class), context));
        }
        if (!scalars.isScalar(erased)) {
            return null;
        }
        TextOrMapping mapping = erased.getAnnotation(TextOrMapping.class);
        if (mapping != null) {
            return inline(textListOrMapping(erased, mapping.value(), context));
        }
        if (erased.isAnnotationPresent(WholeOrText.class)) {
            return inline(wholeOrText(erased));
        }
        TextOrList list = erased.getAnnotation(TextOrList.class);
        return inline(list == null ? scalar(erased).put("type", "string") : textOrList(erased, list.value()));
    }

    private ObjectNode wholeOrText(Class<?> type) {
        ObjectNode schema = scalar(type);
        schema.putArray("type").add("integer").add("string");
        return schema;
    }

    private ObjectNode textOrList(Class<?> text, Class<?> listed) {
        ObjectNode schema = scalar(text);
        schema.putArray("type").add("string").add("array");
        schema.set("items", scalar(listed).put("type", "string"));
        return schema;
    }

    private ObjectNode textListOrMapping(Class<?> text, Class<?> mapping, SchemaGenerationContext context) {
        ObjectNode schema =
                context.createStandardDefinition(context.getTypeContext().resolve(mapping), null);
        schema.setAll(scalar(text));
        schema.putArray("type").add("string").add("array").add("object");
        schema.set("items", mapper.createObjectNode().put("type", "string"));
        return schema;
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
    }

    private ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = mapper.createObjectNode();
        ArrayNode values = schema.putArray("enum");
        Stream.of(type.getFields())
                .filter(Field::isEnumConstant)
                .map(RecordSchemas::label)
                .forEach(values::add);
        return schema;
    }

    private static String label(Field constant) {
        JsonProperty property = constant.getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? constant.getName() : property.value();
    }

    private ObjectNode map(List<ResolvedType> parameters, SchemaGenerationContext context) {
        ObjectNode schema = mapper.createObjectNode().put("type", "object");
        Class<?> key = parameters.getFirst().getErasedType();
        if (scalars.isScalar(key)) {
            schema.set("propertyNames", scalar(key));
        }
        schema.set("additionalProperties", context.createDefinitionReference(parameters.getLast()));
        return schema;
    }

    private ObjectNode scalar(Class<?> type) {
        return mapper.createObjectNode().put(ScalarKeyword.NAME, scalars.register(type));
    }

    private static void describe(ObjectNode schema, Class<?> type) {
        Later later = type.getAnnotation(Later.class);
        if (later != null) {
            ArrayNode names = schema.putArray(LATER);
            Stream.of(later.value()).forEach(names::add);
        }
        if (type.isEnum()) {
            // what an enum's value may be is said once: the generator's ban of fields would be a second problem
            schema.remove("additionalProperties");
        }
    }

    private String name(FieldScope field) {
        return mapper
                .getDeserializationConfig()
                .introspect(mapper.constructType(field.getRawMember().getDeclaringClass()))
                .findProperties()
                .stream()
                .filter(property -> property.getInternalName().equals(field.getDeclaredName()))
                .findFirst()
                .map(BeanPropertyDefinition::getName)
                .orElse(field.getDeclaredName());
    }

    private void describe(ObjectNode schema, FieldScope field) {
        if (field.isFakeContainerItemScope()) {
            return;
        }
        String text = defaultOf(field);
        if (text != null) {
            schema.set(DEFAULT, parsed(text));
        }
        if (isNullable(field)) {
            schema.put(NULLABLE, true);
        }
    }

    private static JsonNode parsed(String yaml) {
        Problems problems = new Problems(yaml);
        List<YamlDocument> documents = YamlTree.read(yaml, problems);
        if (problems.count() > 0 || documents.size() != 1) {
            throw new IllegalStateException("a default that is no YAML: " + yaml);
        }
        return documents.getFirst().root();
    }

    private static @Nullable String defaultOf(FieldScope field) {
        JsonProperty property = field.getRawMember().getAnnotation(JsonProperty.class);
        return property == null || property.defaultValue().isEmpty() ? null : property.defaultValue();
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
