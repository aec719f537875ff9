package io.lamplighter.agent.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.TrustedPrograms;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * The policy of a machine in its file.
 *
 * @param binding whether nothing is allowed while there is no file, and whether only root may be able to write it: so
 *     in system mode
 */
public record PolicyFile(Path file, boolean binding) implements Policies {
    private static final String HEAD = """
            # What the Lamplighter agent may do on this machine, whatever a controller says. What is not named here is
            # refused. Read anew for each build; `lamplighter-agent policy` explains it.
            """;

    @Override
    public Policy current() throws FailureException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) { // which is not so where nobody may look
            return binding ? Policy.closed("no file " + file) : Policy.open("there is no file " + file);
        }
        if (binding && !TrustedPrograms.ofThisProcess().isOurs(file)) {
            throw unreadable("others than root can write " + file);
        }
        try {
            String text = Files.readString(file);
            return new Policy(file.toString(), ManifestReader.data(file.toString(), text, PolicyRules.class));
        } catch (ManifestException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        } catch (AccessDeniedException e) {
            throw unreadable("the agent's account may not read " + e.getFile());
        } catch (CharacterCodingException e) {
            throw unreadable(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw unreadable(e.toString());
        }
    }

    /** Writes a first one. */
    public void write(PolicyRules rules) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        DurableFiles.replace(file, (HEAD + text(rules)).getBytes(UTF_8));
    }

    private static String text(PolicyRules rules) {
        return """
                hosts: [%s]
                steps: [%s]
                installers: [%s]
                interpreters: [%s]
                sourceBuilds: false
                background: %s
                reboot: %s
                wake: %s
                """.formatted(
                rules.hosts().stream().map(host -> '"' + host.value() + '"').collect(Collectors.joining(", ")),
                rules.steps().stream().map(StepKind::label).collect(Collectors.joining(", ")),
                rules.installers().stream().map(InstallerProgram::label).collect(Collectors.joining(", ")),
                rules.interpreters().stream()
                        .map(folder -> '"' + folder.value() + '"')
                        .collect(Collectors.joining(", ")),
                rules.background(),
                rules.reboot(),
                rules.wake());
    }

    private static FailureException unreadable(String reason) {
        return new FailureException(Catalogue.named("POLICY_UNREADABLE", "").adding(reason), "");
    }
}
