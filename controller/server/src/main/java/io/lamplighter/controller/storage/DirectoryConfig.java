package io.lamplighter.controller.storage;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the controller keeps its files. Its prefix also makes every unknown {@code lamplighter.*} key an error. */
@ConfigMapping(prefix = "lamplighter")
interface DirectoryConfig {
    /**
     * The data directory: the operator's token, and the embedded database unless {@code lamplighter.storage.url} says
     * otherwise. {@link ChosenDatasource} reads it first, so its default stands in application.properties.
     */
    Path directory();
}
