package io.lamplighter.versions.pep440;

import java.util.Random;

/** Versions in every spelling, from few numbers so that equal ones meet. */
final class RandomVersions {
    private static final String[] EPOCHS = {"", "", "", "0!", "1!", "v"};
    private static final String[] NUMBERS = {"0", "1", "2", "10", "00"};
    private static final String[] PRE_RELEASES = {"", "", "", "a1", "-Alpha.1", "b", "_beta0", "rc2", ".C-2", "preview2"
    };
    private static final String[] POST_RELEASES = {"", "", "", "-1", ".post1", "rev", "-r0"};
    private static final String[] DEVELOPMENT = {"", "", "", ".dev0", "-dev", "_dev3"};
    private static final String[] LOCALS = {"", "", "", "+cu126", "+CU126", "+1", "+001", "+a_01", "+a.1"};

    private final Random random;

    RandomVersions(long seed) {
        random = new Random(seed);
    }

    Pep440Version next() {
        StringBuilder text = new StringBuilder(one(EPOCHS)).append(one(NUMBERS));
        for (int more = random.nextInt(3); more > 0; more--) {
            text.append('.').append(one(NUMBERS));
        }
        text.append(one(PRE_RELEASES))
                .append(one(POST_RELEASES))
                .append(one(DEVELOPMENT))
                .append(one(LOCALS));
        return Pep440Version.parse(text.toString());
    }

    private String one(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
