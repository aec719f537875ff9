package io.lamplighter.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;

/** The schema keyword by which the constructor of a scalar type has its say, beside all the other checks of a file. */
final class ScalarKeyword extends AbstractKeyword {
    static final String NAME = "scalar";

    private final Scalars scalars;

    ScalarKeyword(Scalars scalars) {
        super(NAME);
        this.scalars = scalars;
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode schemaNode, Schema parent, SchemaContext context) {
        return new Validator(location, schemaNode, parent, context);
    }

    private final class Validator extends BaseKeywordValidator {
        Validator(SchemaLocation location, JsonNode schemaNode, Schema parent, SchemaContext context) {
            super(ScalarKeyword.this, schemaNode, location, parent, context);
        }

        @Override
        public void validate(ExecutionContext execution, JsonNode node, JsonNode root, NodePath instance) {
            if (node.isTextual()) {
                scalars.complaint(schemaNode.textValue(), node.textValue())
                        .ifPresent(complaint -> execution.addError(Error.builder()
                                .keyword(NAME)
                                // a pattern of MessageFormat, which a brace of the operator would break
                                .message("{0}")
                                .arguments(complaint)
                                .instanceNode(node)
                                .instanceLocation(instance)
                                .schemaNode(schemaNode)
                                .schemaLocation(schemaLocation)
                                .evaluationPath(execution.getEvaluationPath())
                                .build()));
            }
        }
    }
}
