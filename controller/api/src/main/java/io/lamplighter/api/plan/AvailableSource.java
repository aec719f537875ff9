package io.lamplighter.api.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.PackagePattern;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.name.SourceName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source as one machine has it: under the name that environments use, with the address that serves the machine. A
 * mirror that replaces {@code pytorch} is {@code pytorch} here, so that the same plan serves machines of every site.
 *
 * @param url without a slash at its end; absent for the installer's own default index
 * @param fallbacks addresses that serve the machine while the one before does not answer, in this order
 * @param proxy by which all of them are reached; absent where they are reached directly
 * @param credential the machine's secret for it, by its name; absent where none is wanted
 * @param builds which builds a PyTorch-style tree is said to carry; empty when nothing is said
 * @param packages what comes from here and from nowhere else; empty: whatever no other source claims
 */
public record AvailableSource(
        SourceName name,
        Source.Type type,
        @Nullable String url,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<String> fallbacks,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProxyUrl proxy,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CredentialName credential,

        List<BuildName> builds,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<PackagePattern> packages) {
    public AvailableSource {
        fallbacks = fallbacks == null ? List.of() : List.copyOf(fallbacks);
        packages = packages == null ? List.of() : List.copyOf(packages);
        builds = List.copyOf(builds);
    }

    /** A source that is reached directly and wants no secret. */
    public AvailableSource(
            SourceName name,
            Source.Type type,
            @Nullable String url,
            List<String> fallbacks,
            List<BuildName> builds,
            List<PackagePattern> packages) {
        this(name, type, url, fallbacks, null, null, builds, packages);
    }

    /** One without fallbacks that claims no package. */
    public AvailableSource(SourceName name, Source.Type type, @Nullable String url, List<BuildName> builds) {
        this(name, type, url, List.of(), builds, List.of());
    }

    /** The same with one of its addresses before all others. */
    public AvailableSource first(String address) {
        List<String> others =
                addresses().stream().filter(each -> !each.equals(address)).toList();
        return new AvailableSource(name, type, address, others, proxy, credential, builds, packages);
    }

    /** Its address and then the fallbacks; empty for the installer's own default index. */
    public List<String> addresses() {
        return Stream.concat(
                        Stream.ofNullable(url), Stream.ofNullable(fallbacks).flatMap(List::stream))
                .toList();
    }

    /** Whether a package of this normalized name comes from here and from nowhere else. */
    public boolean claims(String packageName) {
        return packages != null
                && !packages.isEmpty()
                && packages.stream().anyMatch(pattern -> pattern.covers(packageName));
    }
}
