package io.lamplighter.controller.access;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.storage.StartRefused;
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
 * A token in a file of the data directory. The file is the secret: who may read it may use it, the controller keeps its
 * digest in memory and nothing in the database. Deleting the file and starting again makes a new one.
 */
final class TokenFile {
    private static final Logger LOG = Logger.getLogger(TokenFile.class);
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");
    private static final int BYTES = 32;

    private final byte[] digest;

    /**
     * Reads the token, or makes one.
     *
     * @param whose words for it, {@code operator's token}
     * @throws StartRefused when it can be neither read nor written
     */
    TokenFile(Path file, String whose, RandomGenerator random) {
        try {
            if (Files.notExists(file)) {
                create(file, random);
                LOG.infof("made a new %s in %s", whose, file);
            }
            Files.setPosixFilePermissions(file, OWN);
            digest = bytes(Sha256.of(read(file, whose)));
        } catch (IOException e) {
            throw new StartRefused(
                    "The " + whose + " " + file + " cannot be read or written: " + e.getMessage()
                            + ". Make it a readable file of this account, or delete it and start again for a new one.",
                    e);
        }
    }

    /** Compared in constant time: how much of a guess is right must not show. */
    boolean matches(Sha256 token) {
        return MessageDigest.isEqual(digest, bytes(token));
    }

    private static String read(Path file, String whose) throws IOException {
        String token = Files.readString(file).strip();
        if (token.length() < BYTES) {
            throw new StartRefused(
                    "The " + whose + " " + file + " is too short to be one. Delete it and start again for a new one.");
        }
        return token;
    }

    /** Written whole before it has its name, so that a crash leaves no half token. */
    private static void create(Path file, RandomGenerator random) throws IOException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
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
