package io.lamplighter.cli.lock;

import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.plan.Candidate.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A lock as lines for pip, uv and conda.
 *
 * @param sources where its packages are
 */
record LockText(FoundLock found, ExportSources sources) {
    static final Comparator<LockedPackage> BY_NAME = Comparator.comparing(LockedPackage::name);

    /** {@code requirements.txt}; each digest is named, so that any of the indexes may have the file. */
    String requirements() {
        return lines(Stream.concat(origin(), ofPip()));
    }

    /** The packages of pip as lines of requirements, and before them where they are. */
    Stream<String> ofPip() {
        List<LockedPackage> packages = packages(Installer.PIP).sorted(BY_NAME).toList();
        return Stream.concat(indexes(packages).stream(), packages.stream().map(LockText::requirement));
    }

    /**
     * {@code @EXPLICIT}, in the order in which packages are linked. Digests are SHA-256 as CEP 23 has them: conda from
     * 24.9 and mamba from 2.1 on read them.
     */
    String explicit() {
        String subdir = packages(Installer.CONDA)
                .map(each -> each.taken().name())
                .map(name -> name.substring(0, Math.max(0, name.indexOf('/'))))
                .filter(name -> !name.equals("noarch"))
                .findFirst()
                .orElse("noarch");
        return lines(Stream.of(
                        origin(),
                        Stream.of("# platform: " + subdir, "@EXPLICIT"),
                        packages(Installer.CONDA).map(this::file))
                .flatMap(each -> each));
    }

    /** The channels of its packages, in the order in which they come first. */
    List<String> channels() {
        return packages(Installer.CONDA)
                .map(each -> sources.address(each.from()))
                .distinct()
                .toList();
    }

    Stream<LockedPackage> packages(Installer installer) {
        return found.lock().stages().stream()
                .filter(stage -> stage.installer() == installer)
                .map(LockedStage::packages)
                .flatMap(List::stream);
    }

    private Stream<String> origin() {
        return Stream.of("# " + found.title(), "# " + found.lock().candidate() + ", for " + found.platform());
    }

    private List<String> indexes(List<LockedPackage> packages) {
        List<String> options = new ArrayList<>();
        List<Placement> places =
                packages.stream().map(LockedPackage::from).distinct().toList();
        String option = "--index-url ";
        for (Placement index : places.stream()
                .filter(place -> place.page() == null)
                .sorted(Comparator.comparing(place -> !sources.isDefaultIndex(place)))
                .toList()) {
            options.add(option + sources.address(index));
            option = "--extra-index-url ";
        }
        if (options.isEmpty()) {
            options.add("--no-index");
        }
        places.stream()
                .filter(place -> place.page() != null)
                .map(page -> "--find-links " + sources.address(page))
                .forEach(options::add);
        return options;
    }

    private static String requirement(LockedPackage each) {
        return each.name() + "==" + each.version()
                + each.files().stream()
                        .map(LockedFile::sha256)
                        .map(digest -> " --hash=sha256:" + digest)
                        .collect(Collectors.joining());
    }

    private String file(LockedPackage each) {
        LockedFile file = each.taken();
        return sources.address(each.from()) + "/" + file.name() + "#" + file.sha256();
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n", "", "\n"));
    }
}
