package io.lamplighter.versions.conda;

import java.util.Random;

/** Versions in every spelling, from few numbers and words so that equal ones meet. */
final class RandomCondaVersions {
    private static final String[] EPOCHS = {"", "", "", "", "0!", "1!"};
    private static final String[] NUMBERS = {"0", "1", "2", "10", "00", "01"};
    private static final String[] WORDS = {"a", "RC", "rc", "dev", "Dev", "post", "devel", "b", "*"};
    private static final String[] LOCALS = {"", "", "", "", "+0", "+1", "+cu126", "+0.a", "+1_0", "+post"};

    private final Random random;

    RandomCondaVersions(long seed) {
        random = new Random(seed);
    }

    CondaVersion next() {
        StringBuilder text = new StringBuilder(one(EPOCHS)).append(one(NUMBERS));
        for (int more = random.nextInt(4); more > 0; more--) {
            text.append(random.nextInt(4) == 0 ? '_' : '.').append(segment());
        }
        return CondaVersion.parse(text.append(random.nextInt(12) == 0 ? "_" : "")
                .append(one(LOCALS))
                .toString());
    }

    private String segment() {
        return switch (random.nextInt(5)) {
            case 0 -> one(WORDS);
            case 1 -> one(NUMBERS) + one(WORDS);
            case 2 -> one(WORDS) + one(NUMBERS);
            default -> one(NUMBERS);
        };
    }

    private String one(String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
