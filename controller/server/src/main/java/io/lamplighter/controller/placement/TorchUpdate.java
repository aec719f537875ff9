package io.lamplighter.controller.placement;

import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.versions.pep440.Pep440Version;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which release of torch an environment moves to by itself: upwards alone, and as far as {@code update} says of the
 * packages that a solve chooses.
 */
final class TorchUpdate {
    /** What a plan chose, as people read it: {@code torch 2.10.0 cu126}. */
    private static final Pattern CHOICE = Pattern.compile("torch (\\S+).*");

    private TorchUpdate() {}

    /** The release that a plan chose; empty where it chose none. */
    static Optional<Pep440Version> chosen(String choice) {
        Matcher words = CHOICE.matcher(choice);
        return words.matches() ? Optional.of(Pep440Version.parse(words.group(1)).withoutLocal()) : Optional.empty();
    }

    /** The newest that it may move to; empty where what is in use stays. */
    static Optional<Pep440Version> of(Update update, Pep440Version inUse, Set<Pep440Version> working) {
        return working.stream()
                .filter(release -> release.compareTo(inUse) > 0)
                .filter(release -> !release.isPreRelease() || inUse.isPreRelease())
                .filter(release -> switch (update) {
                    case PINNED -> false;
                    case PATCH -> alike(inUse, release, 2);
                    case MINOR -> alike(inUse, release, 1);
                    case LATEST -> true;
                })
                .max(Comparator.naturalOrder());
    }

    private static boolean alike(Pep440Version one, Pep440Version other, int numbers) {
        return series(one, numbers).equals(series(other, numbers));
    }

    private static List<BigInteger> series(Pep440Version version, int numbers) {
        return version.release().stream().limit(numbers).toList();
    }
}
