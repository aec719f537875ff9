package io.lamplighter.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from another that stands in its place later, and from itself after somebody wrote to it or was
 * allowed to put another there.
 *
 * @param leads where its name leads; absent where there is no such file
 * @param attributes of it, and of each folder above it who may write there
 */
record FileIdentity(@Nullable Path leads, List<Map<String, Object>> attributes) {
    private static final String CONTENT = "unix:dev,ino,mode,uid,gid,size,lastModifiedTime,ctime";
    private static final String WRITERS = "unix:dev,ino,mode,uid,gid";

    FileIdentity {
        attributes = List.copyOf(attributes);
    }

    /** As it is now. */
    static FileIdentity of(Path file) {
        try {
            Path leads = file.toRealPath();
            List<Map<String, Object>> attributes = new ArrayList<>();
            attributes.add(Files.readAttributes(leads, CONTENT));
            for (Path folder = leads.getParent(); folder != null; folder = folder.getParent()) {
                attributes.add(Files.readAttributes(folder, WRITERS));
            }
            return new FileIdentity(leads, attributes);
        } catch (IOException _) {
            return new FileIdentity(null, List.of());
        }
    }
}
