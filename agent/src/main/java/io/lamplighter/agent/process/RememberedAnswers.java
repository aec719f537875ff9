package io.lamplighter.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What programs said of themselves, so that none is started to say the same again: an answer holds while every file
 * that decides it is the same. It is kept when these files were the same before the program was asked and after.
 *
 * @param <T> what they say
 */
public final class RememberedAnswers<T> {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private final Duration holds;
    private final InstantSource clock;
    private final Map<Path, Known<T>> known = new ConcurrentHashMap<>();

    /**
     * Nothing is known yet.
     *
     * @param holds how long an answer is good at most, for what decides it unseen
     */
    public RememberedAnswers(Duration holds, InstantSource clock) {
        this.holds = holds;
        this.clock = clock;
    }

    /** Answers that hold for as long as the files are the same. */
    public static <T> RememberedAnswers<T> ofUnchangedFiles() {
        return new RememberedAnswers<>(Duration.ofDays(1), () -> Instant.EPOCH);
    }

    /** Asks the program, unless what it would say is known. */
    public T ask(Path program, Question<T> question) throws IOException, InterruptedException {
        Known<T> last = known.get(program);
        Map<Path, FileIdentity> before =
                identities(last == null ? Set.of(program) : last.answer().decidedBy());
        Instant now = clock.instant();
        if (last != null && last.sure() && last.files().equals(before) && now.isBefore(last.until())) {
            return last.answer().value();
        }
        Answer<T> answer = question.ask(program);
        if (answer.decidedBy().isEmpty()) {
            known.remove(program);
        } else {
            Map<Path, FileIdentity> after = identities(answer.decidedBy());
            known.put(program, new Known<>(answer, after, after.equals(before), now.plus(holds)));
        }
        return answer.value();
    }

    private static Map<Path, FileIdentity> identities(Set<Path> files) {
        return files.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), FileIdentity::of));
    }

    /** Whether it is seen to be a program of its own, and no script that may start any other. */
    public static boolean isCompiled(Path program) {
        try (InputStream content = Files.newInputStream(program)) {
            return Arrays.equals(content.readNBytes(ELF.length), ELF);
        } catch (IOException _) {
            return false; // many a program can be started and not be read
        }
    }

    /** How a program is asked. */
    public interface Question<T> {
        Answer<T> ask(Path program) throws IOException, InterruptedException;
    }

    /**
     * What it said.
     *
     * @param decidedBy the files of which one has to be another before it says something else; none where that is not
     *     known, and the program is asked each time
     */
    public record Answer<T>(T value, Set<Path> decidedBy) {
        public Answer {
            decidedBy = Set.copyOf(decidedBy);
        }

        /** Of a program that knows by itself what it says: one file, unless it is a script. */
        public static <T> Answer<T> ofProgram(Path program, T value) {
            return new Answer<>(value, isCompiled(program) ? Set.of(program) : Set.of());
        }
    }

    /** @param sure whether the files were the same before it was asked */
    private record Known<T>(Answer<T> answer, Map<Path, FileIdentity> files, boolean sure, Instant until) {}
}
