package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.CondaAnswer.Solved;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Candidate.Placement;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * The channels of one solve, by which the files that it found become files of sources.
 *
 * @param names in order of priority
 */
record CondaChannels(List<SourceName> names, SourceAddresses addresses) {
    CondaChannels {
        names = List.copyOf(names);
    }

    /**
     * A package as a lock has it.
     *
     * @throws FailureException when its file lies under none of the channels, or no SHA-256 is known of it: what is
     *     installed later could be another
     */
    LockedPackage locked(Solved solved) throws FailureException {
        for (SourceName name : names) {
            String channel = path(addresses.channel(name)) + "/";
            String file = path(solved.url());
            if (file.startsWith(channel)) {
                if (solved.sha256() == null) {
                    throw new FailureException(
                            Catalogue.named(
                                    "CHANNEL_WITHOUT_DIGESTS", name + ", of " + solved.name() + " " + solved.version()),
                            solved.url());
                }
                LockedFile locked = new LockedFile(
                        file.substring(channel.length()),
                        new Sha256(solved.sha256()),
                        solved.bytes(),
                        solved.timestamp());
                return new LockedPackage(
                        solved.name(), solved.version(), solved.build(), new Placement(name, null), List.of(locked));
            }
        }
        throw new FailureException(
                Catalogue.named("INSTALLER_FAILED", "it would take a file of no channel of the plan"), solved.url());
    }

    /** Host and path: a conda leaves out an address's credentials, and writes one or three slashes for a folder. */
    private static String path(String address) {
        URI uri = URI.create(address);
        return Objects.requireNonNullElse(uri.getHost(), "") + Objects.requireNonNullElse(uri.getRawPath(), "");
    }
}
