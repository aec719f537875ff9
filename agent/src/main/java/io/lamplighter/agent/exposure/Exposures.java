package io.lamplighter.agent.exposure;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.plan.Step.Expose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets people find environments. Files are compared and written only where they differ, each at once as a whole, so
 * that it can be repeated at every look and killed at any moment.
 */
public final class Exposures {
    private static final List<Way> WAYS = List.of(
            new Launchers(), new Activation(), new Prefix(), new KernelSpec(), new ModuleFiles(), new ToolkitModule());
    private static final Expose NOTHING = new Expose(false, Map.of());
    private static final List<Path> PROGRAMS_OF_THE_SYSTEM =
            Stream.of("/usr/bin", "/usr/sbin", "/bin", "/sbin").map(Path::of).toList();

    private final Layout layout;
    private final OwnFiles files;
    private final Elsewhere elsewhere;
    private final List<Path> programsOfTheSystem;

    public Exposures(Layout layout, Places places) {
        this(layout, places, PROGRAMS_OF_THE_SYSTEM);
    }

    Exposures(Layout layout, Places places, List<Path> programsOfTheSystem) {
        this.layout = layout;
        this.files = new OwnFiles(layout);
        this.elsewhere = new Elsewhere(layout, places);
        this.programsOfTheSystem = List.copyOf(programsOfTheSystem);
    }

    /** With what the operator named. */
    public static Exposures of(Layout layout, Places usual, ExposureConfig config) {
        return new Exposures(layout, usual.or(config));
    }

    /** Makes everything so that is wanted, takes away what is not, and says what was done and what could not be. */
    public Exposed expose(EnvironmentName name, Expose wanted) throws IOException {
        return expose(Exposing.inUse(layout, name, wanted));
    }

    /** Takes everything away; what was started by it goes on. */
    public void remove(EnvironmentName name) throws IOException {
        expose(new Exposing(layout, name, NOTHING, null));
    }

    private Exposed expose(Exposing exposing) throws IOException {
        List<String> refused = new ArrayList<>();
        boolean changed = false;
        Set<Path> kept = new HashSet<>();
        for (Way way : WAYS) {
            for (Exhibit exhibit : way.exhibits(exposing)) {
                if (hidesAProgram(exhibit.path())) {
                    refused.add(exhibit.path().getFileName()
                            + " is not made: it would hide a program of the system; give the environment another name");
                } else {
                    kept.add(exhibit.path());
                    changed |= files.make(exhibit);
                }
            }
        }
        if (exposing.wanted().kernel() != null && !exposing.hasKernel()) {
            refused.add(
                    "Jupyter gets no kernel: the environment has no ipykernel; add it to a stage, or write kernel: none");
        }
        changed |= elsewhere.linkKernel(exposing, refused);
        for (Way way : WAYS) {
            for (Path place : way.places(layout, exposing.name())) {
                changed |= files.keepOnly(place, kept);
            }
        }
        changed |= elsewhere.nameTheFolder(refused);
        return new Exposed(changed, refused);
    }

    private boolean hidesAProgram(Path path) {
        return layout.bin().equals(path.getParent())
                && programsOfTheSystem.stream()
                        .anyMatch(
                                folder -> Files.exists(folder.resolve(path.getFileName()), LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * What came of it.
     *
     * @param changed whether anything had to be written or removed
     * @param refused what was not made, each with the reason and what to do
     */
    public record Exposed(boolean changed, List<String> refused) {
        public Exposed {
            refused = List.copyOf(refused);
        }
    }
}
