package io.lamplighter.api.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;

/** The JSON Schema of one record type: as data, for defaults and names, and ready to validate. */
record RecordSchema(ObjectNode json, Schema validator) {}
