package io.lamplighter.agent.installer;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.SourceClient;
import io.lamplighter.api.plan.AvailableSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Fetches a tool's wheel from an index, checks its digest, and takes the program out of it. */
record ToolDownload(Path scratch, Network network) {
    /**
     * Does it.
     *
     * @param source that the index is of: how it is reached
     */
    void install(String index, AvailableSource source, UvRelease release, Path program)
            throws FailureException, IOException, InterruptedException {
        Files.createDirectories(scratch);
        Path folder = Files.createTempDirectory(scratch, "tool-");
        Path wheel = folder.resolve(release.file());
        try (SourceClient client = network.client(source)) {
            String page = index + "/uv/";
            URI file = new IndexPage(URI.create(page), client.page(page, IndexPage.ACCEPT))
                    .file(release.file())
                    .orElseThrow(() -> new IOException(index + " does not carry " + release.file()));
            client.file(file.toString(), wheel, release.sha256());
            unpack(wheel, program);
        } finally {
            Files.deleteIfExists(wheel);
            Files.deleteIfExists(folder);
        }
    }

    private static void unpack(Path wheel, Path program) throws IOException {
        Path folder = Files.createDirectories(program.getParent());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x")); // others run it
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".data/scripts/" + program.getFileName())) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        DurableFiles.replace(program, content, Access.EXECUTABLE);
                        return;
                    }
                }
            }
        }
        throw new IOException(wheel.getFileName() + " holds no program " + program.getFileName());
    }
}
