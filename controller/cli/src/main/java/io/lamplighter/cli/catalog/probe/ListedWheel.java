package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.WheelName;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A wheel that a page lists.
 *
 * @param label of its build, by its local version or else by the place where it stands; absent where neither says one
 */
record ListedWheel(
        ListedFile file, WheelName name, @Nullable String label) {
    /** Empty when the file is no wheel. */
    static Optional<ListedWheel> find(ListedFile file, @Nullable BuildName branch) {
        return WheelName.find(file.name()).map(name -> new ListedWheel(file, name, label(file, name, branch)));
    }

    /** Old files have no local version, and stand in a folder named after their build. */
    private static @Nullable String label(ListedFile file, WheelName name, @Nullable BuildName branch) {
        return name.version()
                .local()
                .or(() -> Builds.find(folder(file)).map(BuildName::text))
                .or(() -> Optional.ofNullable(branch).map(BuildName::text))
                .orElse(null);
    }

    private static String folder(ListedFile file) {
        String path = String.valueOf(file.address().getPath());
        String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        return parent.substring(parent.lastIndexOf('/') + 1);
    }

    Pep440Version release() {
        return name.version().withoutLocal();
    }

    /** The build, where it is one that is planned for. */
    Optional<BuildName> build() {
        return Optional.ofNullable(label).flatMap(Builds::find);
    }

    /** Whether its label is another than a build that is planned for, like {@code rocm6.4}. */
    boolean isOfAnotherKind() {
        return label != null && build().isEmpty();
    }

    /** One for each platform and Python that are planned for. */
    Stream<CarriedFile> carried() {
        if (isOfAnotherKind()) {
            return Stream.empty();
        }
        return name.platforms().stream()
                .flatMap(platform -> name.pythons().stream()
                        .map(python -> new CarriedFile(
                                name.name(),
                                release(),
                                build().orElse(null),
                                platform,
                                python,
                                file.yanked() != null)));
    }
}
