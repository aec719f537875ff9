package io.lamplighter.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/** One document of a file. */
record YamlDocument(JsonNode root, Positions positions) {}
