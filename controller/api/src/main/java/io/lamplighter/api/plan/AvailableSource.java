package io.lamplighter.api.plan;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as one machine has it: under the name that environments use, with the address that serves the machine. A
 * mirror that replaces {@code pytorch} is {@code pytorch} here, so that the same plan serves machines of every site.
 *
 * @param url without a slash at its end; absent for the installer's own default index
 * @param builds which builds a PyTorch-style tree is said to carry; empty when nothing is said
 */
public record AvailableSource(
        SourceName name, Source.Type type, @Nullable String url, List<BuildName> builds) {
    public AvailableSource {
        builds = List.copyOf(builds);
    }
}
