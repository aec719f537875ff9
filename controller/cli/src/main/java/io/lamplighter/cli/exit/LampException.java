package io.lamplighter.cli.exit;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Ends {@code lamp} with a sentence that says what is wrong and what to do next. */
public class LampException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitStatus status;
    private final transient List<String> details;

    public LampException(ExitStatus status, String what, String nextStep) {
        this(status, List.of(), what, nextStep);
    }

    /**
     * With more to show.
     *
     * @param details lines that stand above the sentence, like each problem of a manifest
     */
    public LampException(ExitStatus status, List<String> details, String what, String nextStep) {
        super(withoutFullStop(what) + "; " + nextStep);
        this.status = status;
        this.details = List.copyOf(details);
    }

    /** For a mistake in what was asked. */
    public static LampException badInput(String what, String nextStep) {
        return new LampException(ExitStatus.BAD_INPUT, what, nextStep);
    }

    /** For a file that was named and cannot be read; why, also where the system gives only a name for it. */
    public static LampException unreadable(Path file, IOException e, String nextStep) {
        String where = e instanceof FileSystemException inside
                        && inside.getFile() != null
                        && !inside.getFile().equals(file.toString())
                ? inside.getFile() + ": "
                : "";
        return badInput(file + " cannot be read: " + where + reason(e), nextStep);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "this account may not";
            case NoSuchFileException _ -> "it is not there";
            case CharacterCodingException _ -> "it is not text in UTF-8";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    public ExitStatus status() {
        return status;
    }

    public List<String> details() {
        return details;
    }

    /** The whole sentence; unlike that of other exceptions it is never absent. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
