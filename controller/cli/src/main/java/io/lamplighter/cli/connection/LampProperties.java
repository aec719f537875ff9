package io.lamplighter.cli.connection;

import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.exit.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operator wrote down so as not to repeat it: {@code ~/.config/lamplighter/lamp.properties}. */
record LampProperties(@Nullable String controller, @Nullable Path tokenFile) {
    private static final String CONTROLLER = "controller";
    private static final String TOKEN_FILE = "token-file";
    private static final Set<String> KEYS = Set.of(CONTROLLER, TOKEN_FILE);

    /** Reads the file; one that does not exist says nothing, a key that is not known is a mistake. */
    static LampProperties read(Path file) {
        if (!Files.exists(file)) {
            return new LampProperties(null, null);
        }
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            properties.load(text);
        } catch (IOException e) {
            throw LampException.unreadable(file, e, "correct or remove it");
        } catch (IllegalArgumentException e) {
            throw LampException.badInput(file + " cannot be read: " + e.getMessage(), "correct or remove it");
        }
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw LampException.badInput(file + " has the unknown key " + key, Nearest.hint(key, KEYS));
            }
        }
        String tokenFile = properties.getProperty(TOKEN_FILE);
        return new LampProperties(
                properties.getProperty(CONTROLLER), tokenFile == null ? null : file.resolveSibling(tokenFile));
    }
}
