package io.lamplighter.agent.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The assignment in force, as the text that came, so that the agent can act while the controller is away. */
final class AssignmentFile {
    private static final Logger LOG = Logger.getLogger(AssignmentFile.class);

    private final Path file;

    AssignmentFile(Path file) {
        this.file = file;
    }

    /** A damaged one is put aside and fetched again. */
    Optional<Assignment> load() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(file);
        try {
            return Optional.of(read(new String(content, UTF_8)));
        } catch (IllegalArgumentException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            DurableFiles.replace(aside, content, Access.OWNER_ONLY);
            DurableFiles.remove(file);
            LOG.errorf("%s is damaged (%s): it is put aside as %s and fetched again", file, e.getMessage(), aside);
            return Optional.empty();
        }
    }

    void save(String text) throws IOException {
        DurableFiles.replace(file, text.getBytes(UTF_8), Access.OWNER_ONLY);
    }

    /**
     * Reads an assignment with all its plans.
     *
     * @throws IllegalArgumentException when it is none, or a plan's text is not the one of its id
     */
    static Assignment read(String text) {
        try {
            Assignment assignment = Wire.mapper().readValue(text, Assignment.class);
            assignment.environments().forEach(AssignedEnvironment::document);
            return assignment;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no assignment: " + e.getOriginalMessage(), e);
        }
    }
}
