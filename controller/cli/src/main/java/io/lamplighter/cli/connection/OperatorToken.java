package io.lamplighter.cli.connection;

import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What shows the controller that an operator asks; read from a file, because arguments are seen by every user. */
record OperatorToken(Path file, String secret) {
    private static final Pattern SYNTAX = Pattern.compile("[!-~]{8,512}");

    static OperatorToken read(Path file) {
        String secret = content(file).strip();
        if (!SYNTAX.matcher(secret).matches()) {
            throw LampException.badInput(
                    file + " holds no operator token",
                    "it is one line, as the controller wrote it when it first started");
        }
        return new OperatorToken(file, secret);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw LampException.badInput(
                    "there is no operator token at " + file,
                    "start `lamplighter-controller`, which makes one, or name a copy by --token-file");
        } catch (IOException e) {
            throw LampException.unreadable(
                    file,
                    e,
                    "it has the operator token: run lamp as the account that owns it, or name another by --token-file");
        }
    }

    @Override
    public String toString() {
        return "OperatorToken[" + file + "]";
    }
}
