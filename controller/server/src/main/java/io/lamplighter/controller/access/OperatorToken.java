package io.lamplighter.controller.access;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.storage.DataDirectory;
import io.lamplighter.controller.storage.StartRefused;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * The operator's token. The file is the secret: {@code lamp} on the same machine reads it there, the controller keeps
 * its digest in memory and nothing in the database. Deleting the file and starting again makes a new one.
 */
@Startup
@Singleton
final class OperatorToken {
    private static final Logger LOG = Logger.getLogger(OperatorToken.class);
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
    private static final int BYTES = 32;

    private final byte[] digest;

    OperatorToken(DataDirectory directory, RandomGenerator random) {
        Path file = directory.path().resolve("operator.token");
        try {
            if (Files.notExists(file)) {
                create(file, random);
                LOG.infof("made a new operator token in %s", file);
            }
            Files.setPosixFilePermissions(file, OWN);
            digest = bytes(Sha256.of(read(file)));
        } catch (IOException e) {
            throw new StartRefused(
                    "The operator's token " + file + " cannot be read or written: " + e.getMessage()
                            + ". Make it a readable file of this account, or delete it and start again for a new one.",
                    e);
        }
    }

    /** Compared in constant time: how much of a guess is right must not show. */
    boolean matches(Sha256 token) {
        return MessageDigest.isEqual(digest, bytes(token));
    }

    private static String read(Path file) throws IOException {
        String token = Files.readString(file).strip();
        if (token.length() < BYTES) {
            throw new StartRefused("The operator's token " + file
                    + " is too short to be one. Delete it and start again for a new one.");
        }
        return token;
    }

    /** Written whole before it has its name, so that a crash leaves no half token. */
    private static void create(Path file, RandomGenerator random) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        Path draft = file.resolveSibling("operator.token.new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWN));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(
                    bytes(Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n")));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] bytes(Sha256 digest) {
        return bytes(digest.hex());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
