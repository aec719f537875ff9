package io.lamplighter.agent.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.TrustedPrograms;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.reach.Credential;
import io.lamplighter.api.reach.CredentialHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets of this machine, a file each, read anew each time. No message repeats anything that stands in one.
 *
 * @param folder private to the agent's account
 */
public record CredentialFolder(Path folder) {
    private static final int LONGEST = 1 << 16;
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** What is told of a mistake in a file; other messages of the reader repeat what they found. */
    private static final String FORM = "not as it should be: hosts is a list of names like mirror.lab.example or"
            + " mirror.lab.example:8443, user, password and token are texts in quotes";

    /**
     * Reads one.
     *
     * @throws FailureException with the next step, when there is none of this name or it cannot be relied on
     */
    Credential read(CredentialName name) throws FailureException {
        Path file = folder.resolve(name.value());
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FailureException(
                    Catalogue.named("CREDENTIAL_MISSING", name.value()).adding("There is no file " + file + "."), "");
        }
        try {
            requirePrivate(name, file);
            String text = new String(DurableFiles.readPlain(file, LONGEST), UTF_8);
            return ManifestReader.data(file.toString(), text, Credential.class);
        } catch (ManifestException e) {
            throw unusable(
                    name,
                    e.problems().stream().map(CredentialFolder::withoutValues).collect(Collectors.joining("; ")));
        } catch (IOException e) {
            throw unusable(name, file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static void requirePrivate(CredentialName name, Path file) throws FailureException, IOException {
        if (Files.isSymbolicLink(file) || !Files.isRegularFile(file)) {
            throw unusable(name, file + " is no plain file");
        }
        if (!TrustedPrograms.ofThisProcess().isOurs(file)) {
            throw unusable(
                    name, file + ", or a folder above it, belongs to another account or can be written by others");
        }
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
            throw unusable(
                    name,
                    "Others than its owner can read " + file + ": chmod 600 it, and change the secret if"
                            + " somebody may have read it");
        }
    }

    private static String withoutValues(ManifestProblem problem) {
        boolean ofFields = problem.message().startsWith("unknown field ")
                || problem.message().startsWith("required field ");
        return new ManifestProblem(
                        problem.file(),
                        problem.line(),
                        problem.column(),
                        problem.path(),
                        ofFields ? problem.message() : FORM)
                .toString();
    }

    static FailureException unusable(CredentialName name, String reason) {
        return new FailureException(
                Catalogue.named("CREDENTIAL_UNUSABLE", name.value()).adding(reason + "."), "");
    }

    /** All that there are, each with its hosts or with what is wrong with it; for people. */
    public List<Entry> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(this::entry).toList();
        }
    }

    private Entry entry(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            Credential credential = read(new CredentialName(name));
            String hosts = credential.hosts().stream().map(CredentialHost::text).collect(Collectors.joining(", "));
            return new Entry(name, true, credential.kind() + ", for " + hosts);
        } catch (FailureException e) {
            return new Entry(name, false, e.diagnosis().message());
        } catch (IllegalArgumentException e) {
            return new Entry(name, false, "no Source can name this: " + e.getMessage());
        }
    }

    /**
     * One of them.
     *
     * @param usable whether a source may name it
     * @param text what it is for, or what is wrong
     */
    public record Entry(String name, boolean usable, String text) {}
}
