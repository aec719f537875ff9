package io.lamplighter.cli.catalog.rows;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.cli.catalog.wheel.WheelName;
import org.jspecify.annotations.Nullable;

/**
 * A wheel that the catalog does not know.
 *
 * @param place the type of source that lists it
 * @param build as its page says; absent where pages tell builds not apart
 */
public record NewWheel(
        WheelName name,
        ListedFile file,
        Source.Type place,
        @Nullable BuildName build) {
    String release() {
        return name.version().withoutLocal().normalized();
    }
}
