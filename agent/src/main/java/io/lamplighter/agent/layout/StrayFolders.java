package io.lamplighter.agent.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders of an agent's directory that are on another file system than the directory, by {@code st_dev} of stat(2), as
 * mounts and links make them. Across two file systems there are no reflinks and no hard links, and the room that is
 * looked for before a build is the directory's.
 */
public final class StrayFolders {
    private static final String DEVICE = "unix:dev";

    private StrayFolders() {}

    /** Those that there are now. */
    public static List<Path> of(Layout layout) throws IOException {
        Object device = Files.getAttribute(layout.root(), DEVICE);
        List<Path> stray = new ArrayList<>();
        for (Path folder : List.of(layout.cache(), layout.environments(), layout.shared(), layout.workshop())) {
            if (Files.exists(folder) && !Files.getAttribute(folder, DEVICE).equals(device)) {
                stray.add(folder);
            }
        }
        return stray;
    }
}
