package io.lamplighter.agent.exposure;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.plan.Step.Expose;
import io.lamplighter.api.plan.Step.Expose.Extra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is exposed, and how.
 *
 * @param generation in use, its resolved folder; absent where none is
 */
record Exposing(
        Layout layout,
        EnvironmentName name,
        Expose wanted,
        @Nullable Path generation) {
    static Exposing inUse(Layout layout, EnvironmentName name, Expose wanted) throws IOException {
        try {
            return new Exposing(layout, name, wanted, layout.current(name).toRealPath());
        } catch (NoSuchFileException e) {
            return new Exposing(layout, name, wanted, null);
        }
    }

    /** Whether something asks for a prefix of launchers. */
    boolean wantsPrefix() {
        return hasKernel() || isListed() || wanted.has(Extra.MODULE);
    }

    /** Whether conda, and Visual Studio Code through conda's configuration, should find it. */
    boolean isListed() {
        return wanted.has(Extra.CONDA) || wanted.has(Extra.VSCODE);
    }

    boolean hasKernel() {
        return wanted.kernel() != null && hasModule("ipykernel_launcher.py");
    }

    /** Looks for names only: an environment that is exposed is looked at often. */
    private boolean hasModule(String file) {
        if (generation == null) {
            return false;
        }
        try (var found = Files.newDirectoryStream(generation.resolve("lib"), "python3*")) {
            for (Path python : found) {
                if (Files.isRegularFile(python.resolve("site-packages").resolve(file))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // no lib: no package either
        }
    }
}
