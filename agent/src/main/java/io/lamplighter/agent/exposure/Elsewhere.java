package io.lamplighter.agent.exposure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

/**
 * The two things outside of the agent's directory: a link a kernel where Jupyter looks, and one file of conda's
 * configuration. Both replace a name in one step and follow no link; only what points to the agent's own is removed.
 */
final class Elsewhere {
    private static final String FILE = "lamplighter.yml";

    private final Layout layout;
    private final Places places;

    Elsewhere(Layout layout, Places places) {
        this.layout = layout;
        this.places = places;
    }

    /** Lets Jupyter find the kernel, or no more. */
    boolean linkKernel(Exposing exposing, List<String> refused) throws IOException {
        Path folder = places.kernels();
        if (folder == null) {
            return false;
        }
        Path link = folder.resolve(KernelSpec.kernel(exposing.name()));
        Path target = KernelSpec.folder(layout, exposing.name());
        boolean there = Files.exists(link, NOFOLLOW_LINKS);
        boolean ours =
                Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target);
        if (!exposing.hasKernel()) {
            if (ours) {
                DurableFiles.remove(link);
            }
            return ours;
        }
        if (ours) {
            return false;
        }
        if (there && !Files.isSymbolicLink(link)) {
            refused.add("Jupyter is not shown the kernel: " + link + " is somebody else's");
            return false;
        }
        if (!mayWriteTo(folder, refused)) {
            return false;
        }
        DurableFiles.point(link, target);
        return true;
    }

    /** Tells conda where environments are, as long as there is one for it. */
    boolean nameTheFolder(List<String> refused) throws IOException {
        Path folder = places.condarc();
        if (folder == null) {
            return false;
        }
        Path file = folder.resolve(FILE);
        byte[] text = ("# Made by Lamplighter and replaced without asking.\nenvs_dirs:\n- "
                        + quoteYaml(layout.prefixes().toString()) + "\n")
                .getBytes(UTF_8);
        boolean ours = Files.isRegularFile(file, NOFOLLOW_LINKS) && Arrays.equals(Files.readAllBytes(file), text);
        if (!hasListed()) {
            if (ours) {
                DurableFiles.remove(file);
            }
            return ours;
        }
        if (ours || !mayWriteTo(folder, refused)) {
            return false;
        }
        DurableFiles.replace(file, text);
        return true;
    }

    private boolean hasListed() throws IOException {
        if (Files.notExists(layout.prefixes())) {
            return false;
        }
        try (var prefixes = Files.list(layout.prefixes())) {
            return prefixes.anyMatch(prefix -> Files.exists(prefix.resolve("conda-meta/history")));
        }
    }

    private static boolean mayWriteTo(Path folder, List<String> refused) throws IOException {
        if (!new SafeFolders(System.getProperty("user.name", "root")).areSafe(folder)) {
            refused.add("nothing is written to " + folder
                    + ": it, or a folder above it, can be replaced by somebody else than root; make it root's own");
            return false;
        }
        makeFolder(folder);
        return true;
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.notExists(folder) && folder.getParent() != null) {
            makeFolder(folder.getParent());
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String quoteYaml(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
