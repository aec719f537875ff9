package io.lamplighter.cli.lock;

import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.exit.Nearest;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a lock can be written as, for programs other than agents. */
enum ExportFormat {
    /** {@code pylock.toml} of PEP 751. */
    PYLOCK("pylock.toml", true, false),
    /** {@code requirements.txt} with digests, as pip and uv read it. */
    REQUIREMENTS("requirements.txt", true, false),
    /** A list of files, as conda and mamba read it without a solve. */
    EXPLICIT("an @EXPLICIT list", false, true),
    /** {@code environment.yml}, which is solved again. */
    ENVIRONMENT("environment.yml", true, true),
    /** A bill of materials. */
    CYCLONEDX("a CycloneDX document", true, true);

    private final String words;
    private final boolean holdsPip;
    private final boolean holdsConda;

    ExportFormat(String words, boolean holdsPip, boolean holdsConda) {
        this.words = words;
        this.holdsPip = holdsPip;
        this.holdsConda = holdsConda;
    }

    /** The word by which it is asked for. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws LampException when the format has no place for all of the lock's packages, with the one that has */
    void requireFit(Lock lock) {
        boolean pip = has(lock, Installer.PIP);
        boolean conda = has(lock, Installer.CONDA);
        if (this == ENVIRONMENT && pip && !conda) {
            throw refusal("no package of it is conda's, so that no channel has its Python", PYLOCK);
        }
        String part = pip && conda ? "some of its packages are " : "its packages are ";
        if (pip && !holdsPip) {
            throw refusal(part + "pip's", conda ? ENVIRONMENT : REQUIREMENTS);
        }
        if (conda && !holdsConda) {
            throw refusal(part + "conda's", pip ? ENVIRONMENT : EXPLICIT);
        }
    }

    private static boolean has(Lock lock, Installer installer) {
        return lock.stages().stream()
                .anyMatch(stage ->
                        stage.installer() == installer && !stage.packages().isEmpty());
    }

    private LampException refusal(String why, ExportFormat nearest) {
        return LampException.badInput(
                "this lock cannot be written as " + words + ": " + why, "--format " + nearest + " holds all of it");
    }

    /** Reads the word by which one is asked for. */
    static final class Word implements ITypeConverter<ExportFormat> {
        @Override
        public ExportFormat convert(String word) {
            return Stream.of(values())
                    .filter(format -> format.toString().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("no lock is written as \"" + word + "\"; "
                            + Nearest.hint(
                                    word,
                                    Stream.of(values())
                                            .map(ExportFormat::toString)
                                            .toList())));
        }
    }
}
