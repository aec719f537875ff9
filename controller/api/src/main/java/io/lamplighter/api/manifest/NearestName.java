package io.lamplighter.api.manifest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who misspelt a name. */
public final class NearestName {
    private NearestName() {}

    /** The known name that takes the fewest edits to reach, if it is few of them: one in three letters. */
    public static Optional<String> of(String found, Collection<String> known) {
        int most = Math.max(1, found.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - found.length()) <= most)
                .filter(name -> distance(found, name) <= most)
                .min(Comparator.comparingInt(name -> distance(found, name)));
    }

    /** Letters left out, added, replaced or swapped with their neighbour; their case does not count. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[from.length()][to.length()];
    }
}
