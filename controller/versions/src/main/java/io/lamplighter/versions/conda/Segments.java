package io.lamplighter.versions.conda;

import java.util.List;

/** The segments of a version, the epoch first, or those of its local version; each begins with a number. */
record Segments(List<List<VersionPart>> all) implements Comparable<Segments> {
    static final Segments EMPTY = new Segments(List.of());

    Segments {
        all = List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Zeros stand in for what is missing on one side: {@code 1.1} and {@code 1.1.0} are no different. */
    @Override
    public int compareTo(Segments other) {
        for (int i = 0; i < Math.max(all.size(), other.all.size()); i++) {
            int difference = compare(segment(i), other.segment(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    /** The same for all that compare as equal. */
    int comparisonHash() {
        int hash = 0;
        int gap = 0;
        for (List<VersionPart> segment : all) {
            List<VersionPart> significant = withoutTrailingZeros(segment);
            gap++;
            if (!significant.isEmpty()) {
                hash = 31 * hash + 17 * gap + significant.hashCode();
                gap = 0;
            }
        }
        return hash;
    }

    /** Whether another begins with all of these, the last part of a word with a part of it. */
    boolean begin(Segments other) {
        int last = all.size() - 1;
        for (int i = 0; i < last; i++) {
            if (compare(segment(i), other.segment(i)) != 0) {
                return false;
            }
        }
        return begins(segment(last), other.segment(last));
    }

    private List<VersionPart> segment(int index) {
        return index < all.size() ? all.get(index) : List.of();
    }

    private static boolean begins(List<VersionPart> start, List<VersionPart> segment) {
        int last = start.size() - 1;
        for (int i = 0; i < last; i++) {
            if (!part(segment, i).equals(start.get(i))) {
                return false;
            }
        }
        return start.get(last).begins(part(segment, last));
    }

    private static int compare(List<VersionPart> left, List<VersionPart> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int difference = part(left, i).compareTo(part(right, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static VersionPart part(List<VersionPart> segment, int index) {
        return index < segment.size() ? segment.get(index) : VersionPart.Digits.ZERO;
    }

    private static List<VersionPart> withoutTrailingZeros(List<VersionPart> segment) {
        int size = segment.size();
        while (size > 0 && segment.get(size - 1).equals(VersionPart.Digits.ZERO)) {
            size--;
        }
        return segment.subList(0, size);
    }
}
