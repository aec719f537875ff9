package io.lamplighter.planner;

import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.Platform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The machine's C library is not older than the files ask for. */
record GlibcRule(@Nullable String glibc) implements Rule {
    /** From here on even files are safe whose tags promise less than they need: all newer ones are built on it. */
    private static final DottedVersion SAFE = DottedVersion.parse("2.28");

    @Override
    public String id() {
        return "glibc";
    }

    @Override
    public Finding judge(Offer offer) {
        Platform platform = offer.wheel().platform();
        Optional<DottedVersion> machine = Optional.ofNullable(glibc).flatMap(DottedVersion::find);
        if (machine.isEmpty()) {
            return Finding.fails("its files need glibc " + platform.glibc() + "; this machine has none");
        }
        if (machine.get().compareTo(platform.glibc()) < 0) {
            return Finding.fails(
                    "needs glibc " + platform.glibc() + "; this machine has " + glibc,
                    Finding.Change.SYSTEM,
                    "a system with glibc " + platform.glibc() + " would run " + offer.name());
        }
        return platform.exact() || machine.get().compareTo(SAFE) >= 0
                ? Finding.holds()
                : new Finding.NotKnown("whether glibc " + glibc + " is new enough (its tag " + platform.tag()
                        + " asks for less than its code)");
    }
}
