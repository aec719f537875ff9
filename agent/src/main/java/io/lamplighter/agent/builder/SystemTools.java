package io.lamplighter.agent.builder;

import io.lamplighter.agent.process.TrustedPrograms;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Programs of the base system by which root lets others work. */
enum SystemTools {
    GETENT("libc-bin"),
    SETPRIV("util-linux"),
    UNSHARE("util-linux"),
    MOUNT("mount or util-linux"),
    IP("iproute2");

    private static final List<Path> FOLDERS =
            Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").map(Path::of).toList();
    private static final TrustedPrograms TRUSTED = TrustedPrograms.ofThisProcess();

    /** What distributions call what it comes with. */
    private final String packageName;

    SystemTools(String packageName) {
        this.packageName = packageName;
    }

    /** Where it is; where it should be, when nothing that may be run is anywhere. */
    Path path() {
        return places().filter(TRUSTED::mayRun)
                .findFirst()
                .orElseGet(() -> places().findFirst().orElseThrow());
    }

    private Stream<Path> places() {
        return FOLDERS.stream().map(folder -> folder.resolve(program()));
    }

    String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean mayBeRun() {
        return TRUSTED.mayRun(path());
    }

    String packageName() {
        return packageName;
    }
}
