package io.lamplighter.agent.installer;

import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.lock.SolveLimits.Kept;
import io.lamplighter.api.manifest.Environment.Installer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How old releases have to be that uv takes. What is locked stays possible whatever its age; where its source tells no
 * times, nothing else of it is.
 *
 * @param instant before which they came out; absent where age does not matter
 */
record ReleasedBefore(@Nullable Instant instant, List<Kept> kept) {
    static final ReleasedBefore ANY_TIME = new ReleasedBefore(null, List.of());

    ReleasedBefore {
        kept = List.copyOf(kept);
    }

    static ReleasedBefore of(SolveLimits limits) {
        return new ReleasedBefore(
                limits.before(),
                limits.kept().stream()
                        .filter(each -> each.installer() == Installer.PIP)
                        .toList());
    }

    /** In the words of uv. */
    List<String> options() {
        if (instant == null) {
            return List.of();
        }
        List<String> options = new ArrayList<>(List.of("--exclude-newer", instant.toString()));
        kept.forEach(each -> options.addAll(List.of("--exclude-newer-package", each.name() + "=" + limit(each))));
        return options;
    }

    /** Lines of pip's constraints. */
    Stream<String> constraints() {
        return kept.stream().filter(each -> each.published() == null).map(each -> each.name() + "==" + each.version());
    }

    /** uv leaves out what came out at the very instant. */
    private static String limit(Kept each) {
        return each.published() == null
                ? "false"
                : each.published().plusSeconds(1).toString();
    }
}
