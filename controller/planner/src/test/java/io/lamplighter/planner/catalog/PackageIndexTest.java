package io.lamplighter.planner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The default files of the shipped catalog are those that the package index was seen to hold, and no others. */
class PackageIndexTest {
    private static final Catalog CATALOG = Catalog.shipped();
    private static final String RECORDED = "/index/torch.csv";

    @ParameterizedTest
    @CsvFileSource(resources = RECORDED, useHeadersInDisplayName = true)
    void knowsEachDefaultFileAsTheIndexHoldsIt(
            String release, String platform, String build, String tag, String pythonTags, @Nullable String cudnn) {
        List<TorchBuild> known = defaults(platform)
                .filter(each -> each.release().toString().equals(release))
                .toList();

        assertThat(known).singleElement().satisfies(found -> {
            assertThat(found.label()).isEqualTo(build);
            assertThat(tag)
                    .startsWith(Objects.requireNonNull(found.tag()).tag())
                    .doesNotContain(" ");
            assertThat(found.pythons())
                    .map(PythonSeries::toString)
                    .containsExactlyInAnyOrderElementsOf(series(pythonTags));
            assertThat(cudnnOf(found)).isEqualTo(cudnn);
        });
    }

    @Test
    void knowsNoDefaultFileThatTheIndexDoesNotHold() throws Exception {
        Set<String> onIndex = recorded()
                .map(row -> row.split(",", -1))
                .map(row -> row[0] + " " + row[1])
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> known = Catalog.PLATFORMS.stream()
                .flatMap(platform -> defaults(platform).map(build -> build.release() + " " + platform))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).hasSizeGreaterThan(100).isEqualTo(onIndex);
    }

    private static Stream<TorchBuild> defaults(String platform) {
        return CATALOG.builds(platform).stream().filter(build -> build.place() == Source.Type.PYPI);
    }

    private static Stream<String> recorded() throws IOException {
        try (InputStream file = Objects.requireNonNull(PackageIndexTest.class.getResourceAsStream(RECORDED))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1);
        }
    }

    /** Without free-threaded ones, and without those before 3.7, which no environment can ask for. */
    private static List<String> series(String tags) {
        return Stream.of(tags.split(" ", -1))
                .filter(tag -> tag.matches("cp3\\d+") && !tag.equals("cp36"))
                .map(tag -> "3." + tag.substring(3))
                .toList();
    }

    private static @Nullable String cudnnOf(TorchBuild build) {
        GpuCode code = build.code();
        return code == null || code.cudnn() == null ? null : code.cudnn().toString();
    }
}
