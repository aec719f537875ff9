package io.lamplighter.cli.token;

import io.lamplighter.api.view.JoinToken;
import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A token in a file that nobody else could read at any moment: it is made with its permissions. */
final class TokenFile {
    private TokenFile() {}

    static void write(Path file, JoinToken token) {
        try (SeekableByteChannel channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap((token.token() + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw LampException.badInput(
                    "the token was made and could not be written to " + file + ": " + e.getMessage(),
                    "make another with a file that can be written");
        }
    }
}
