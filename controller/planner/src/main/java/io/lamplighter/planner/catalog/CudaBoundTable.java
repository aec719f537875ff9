package io.lamplighter.planner.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@code cuda-bound.yaml}: packages that are made for one CUDA major version, and how they say which. */
public record CudaBoundTable(
        int format, Map<String, String> sources, List<Family> families, List<Extra> extras, List<Versioned> versioned)
        implements Table {
    /** Stands for the CUDA major in a spelling. */
    static final String MAJOR = "{major}";

    public CudaBoundTable {
        sources = Map.copyOf(sources);
        families = List.copyOf(families);
        extras = List.copyOf(extras);
        versioned = List.copyOf(versioned);
    }

    /** A package that says its CUDA major in its name, and the one it says. */
    public record Spelled(Family family, int major) {}

    /** The family that a package of this name belongs to by its spelling; empty where it is of none. */
    public Optional<Spelled> spelled(String name) {
        return families.stream()
                .flatMap(family -> family.major(name).map(major -> new Spelled(family, major)).stream())
                .findFirst();
    }

    /** The family that is meant by its bare name, {@code cupy}. */
    public Optional<Family> bare(String name) {
        return families.stream().filter(family -> name.equals(family.name())).findFirst();
    }

    /** The package that says its CUDA major by an extra. */
    public Optional<Extra> withExtras(String name) {
        return extras.stream().filter(extra -> extra.name().equals(name)).findFirst();
    }

    /** The rows of a package whose versions are made for different CUDA majors; empty for any other. */
    public List<Versioned> versioned(String name) {
        return versioned.stream().filter(row -> row.name().equals(name)).toList();
    }

    @Override
    public Stream<String> namedSources() {
        return Stream.of(
                        families.stream().map(Family::source),
                        extras.stream().map(Extra::source),
                        versioned.stream().map(Versioned::source))
                .flatMap(named -> named);
    }

    /**
     * Packages whose name ends with their CUDA.
     *
     * @param name what people write when any will do, {@code cupy}; absent where that name is something else
     * @param spelled the name with <code>{major}</code> in it, <code>cupy-cuda{major}x</code>
     * @param majors that exist
     */
    public record Family(@Nullable String name, String spelled, List<Integer> majors, String source) {
        public Family {
            majors = List.copyOf(majors);
        }

        /** The name for a CUDA major, {@code cupy-cuda12x}. */
        public String nameFor(int major) {
            return spelled.replace(MAJOR, Integer.toString(major));
        }

        Optional<Integer> major(String packageName) {
            int at = spelled.indexOf(MAJOR);
            Matcher matcher = Pattern.compile(Pattern.quote(spelled.substring(0, at)) + "(\\d{1,2})"
                            + Pattern.quote(spelled.substring(at + MAJOR.length())))
                    .matcher(packageName);
            return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
        }
    }

    /**
     * A package that takes its CUDA as an extra.
     *
     * @param bare the extra that people write when any will do, {@code cuda}
     * @param spelled the extra with <code>{major}</code> in it, <code>cuda{major}</code>
     */
    public record Extra(String name, String bare, String spelled, List<Integer> majors, String source) {
        public Extra {
            majors = List.copyOf(majors);
        }

        public String extraFor(int major) {
            return spelled.replace(MAJOR, Integer.toString(major));
        }

        /** The CUDA major that an extra asks for; empty where it asks for none. */
        public Optional<Integer> majorOf(String extra) {
            return majors.stream()
                    .filter(major -> extra.equals(extraFor(major)) || extra.startsWith(extraFor(major) + "-"))
                    .findFirst();
        }
    }

    /**
     * A package of one name whose versions are made for different CUDA majors.
     *
     * @param versions of it, PEP 440
     * @param releases all that are known of these versions
     * @param instead what computes on the processor, {@code onnxruntime}
     */
    public record Versioned(
            String name, String versions, List<String> releases, int major, String instead, String source) {
        public Versioned {
            releases = List.copyOf(releases);
        }
    }
}
