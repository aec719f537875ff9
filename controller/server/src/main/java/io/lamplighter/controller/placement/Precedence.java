package io.lamplighter.controller.placement;

import io.lamplighter.api.manifest.Group;
import java.util.Comparator;

/** Which of a machine's groups decides where they differ: stated in the guide, and the same whoever asks. */
final class Precedence {
    /** The one with the higher priority; then the one that asks for more labels; then by name. */
    static final Comparator<Group> ORDER = Comparator.comparingInt(
                    (Group group) -> -group.spec().priority())
            .thenComparingInt(group -> -group.spec().selector().size())
            .thenComparing(Group::name);

    private Precedence() {}
}
