package io.lamplighter.cli.lock;

import static java.util.stream.Collectors.toMap;

import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Packages that are compared.
 *
 * @param title what they are of
 * @param remark what else is to be known of them; absent where there is nothing
 * @param packages by name; of one that conda and pip both have, the later, which lies over the other
 */
record Contents(String title, @Nullable String remark, SortedMap<String, Item> packages) {
    /**
     * One package.
     *
     * @param source {@code pytorch/cu126}; absent where nobody said it
     * @param files that it may be; empty where nobody said it
     */
    record Item(
            String name,
            String version,
            @Nullable String build,
            @Nullable String source,
            Set<Sha256> files) {
        Item {
            files = Set.copyOf(files);
        }

        /** {@code 2.10.0}, with conda's build {@code 2.10.0=h1_0}. */
        String words() {
            return build == null ? version : version + "=" + build;
        }
    }

    static Contents of(FoundLock found) {
        return new Contents(
                found.title() + " (" + found.lock().candidate() + ", " + found.platform() + ")",
                null,
                byName(found.lock().all().map(Contents::item)));
    }

    static Contents of(LockAddress.InUse address, Generation current, List<InstalledPackage> installed) {
        return new Contents(
                "what " + address.machine() + " has: generation " + current.name() + " (" + current.candidate() + ")",
                current.drift() == null ? null : "it was altered since it was built: " + current.drift(),
                byName(installed.stream().map(each -> new Item(each.name(), each.version(), null, null, Set.of()))));
    }

    private static Item item(LockedPackage each) {
        return new Item(
                each.name(),
                each.version(),
                each.build(),
                source(each.from()),
                each.files().stream().map(LockedFile::sha256).collect(Collectors.toSet()));
    }

    /** {@code pytorch/cu126}. */
    static String source(Placement from) {
        return from.under(from.source().value());
    }

    private static SortedMap<String, Item> byName(Stream<Item> items) {
        return items.collect(toMap(Item::name, Function.identity(), (below, above) -> above, TreeMap::new));
    }
}
