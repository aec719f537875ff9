package io.lamplighter.agent.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The machine's identity on disk. It is written before the first enrolment is sent, so that an answer that gets lost
 * leaves one machine at the controller and not two.
 */
final class IdentityFile {
    private static final int TOKEN_BYTES = 32;

    private final Path file;
    private final SecureRandom random;

    IdentityFile(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /** @throws IOException when it cannot be read or written; a damaged one is never replaced by a new identity */
    StoredIdentity loadOrCreate() throws IOException {
        if (Files.exists(file)) {
            return load();
        }
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        StoredIdentity created = new StoredIdentity(HexFormat.of().formatHex(token), null);
        save(created);
        return created;
    }

    /** Who the machine is; empty before its first enrolment was answered. */
    Optional<StoredIdentity> enrolled() throws IOException {
        return Files.exists(file) ? Optional.of(load()).filter(stored -> stored.identity() != null) : Optional.empty();
    }

    void save(StoredIdentity identity) throws IOException {
        DurableFiles.replace(file, Wire.write(identity).getBytes(UTF_8), Access.OWNER_ONLY);
    }

    private StoredIdentity load() throws IOException {
        try {
            return Wire.mapper().readValue(Files.readString(file), StoredIdentity.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " holds no identity; restore it, or remove it and enrol the machine anew with a join token",
                    e);
        }
    }
}
