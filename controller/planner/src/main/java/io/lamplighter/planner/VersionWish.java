package io.lamplighter.planner;

import io.lamplighter.versions.conda.CondaVersion;
import io.lamplighter.versions.conda.MatchSpec;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.List;
import java.util.stream.Collectors;

/** What a spec asks of a package's version. */
sealed interface VersionWish {
    /** Nothing. */
    VersionWish ANY = new OfIndex(Specifiers.parse(""));

    boolean admits(Pep440Version version);

    /** As it was written, for people; empty where nothing is asked. */
    String text();

    /** In the words of the index. */
    record OfIndex(Specifiers specifiers) implements VersionWish {
        @Override
        public boolean admits(Pep440Version version) {
            return specifiers.contains(version);
        }

        @Override
        public String text() {
            return specifiers.text();
        }
    }

    /** In conda's words, which may be said several times. */
    record OfChannel(List<MatchSpec> specs) implements VersionWish {
        public OfChannel {
            specs = List.copyOf(specs);
        }

        @Override
        public boolean admits(Pep440Version version) {
            CondaVersion asConda = CondaVersion.parse(version.toString());
            return specs.stream().allMatch(spec -> spec.matches(asConda));
        }

        @Override
        public String text() {
            return specs.stream()
                    .map(spec -> spec.version().toString())
                    .filter(text -> !text.equals("*"))
                    .map(text -> Character.isDigit(text.charAt(0)) ? "=" + text : text)
                    .collect(Collectors.joining(","));
        }
    }
}
