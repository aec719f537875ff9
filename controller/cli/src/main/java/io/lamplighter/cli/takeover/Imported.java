package io.lamplighter.cli.takeover;

import io.lamplighter.api.manifest.Compute;
import io.lamplighter.api.manifest.IndexUrl;
import io.lamplighter.cli.output.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was read of an environment, in any of its forms; filled line by line. */
final class Imported {
    /** A branch of a PyTorch-style tree, which is a choice of the build and no index of its own. */
    private static final Pattern BRANCH = Pattern.compile(".*/whl/(?:nightly/)?(cpu|cu(\\d+)(\\d))/?");

    /** As conda writes it, {@code https://conda.anaconda.org/t/TOKEN/channel}. */
    private static final Pattern TOKEN = Pattern.compile("/t/[^/]+/");

    private static final Pattern CREDENTIALS = Pattern.compile("://[^/\\s@]*@");

    private final List<String> conda = new ArrayList<>();
    private final List<String> pip = new ArrayList<>();
    private final List<String> channels = new ArrayList<>();
    private final List<String> indexes = new ArrayList<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private @Nullable String name;
    private @Nullable String python;
    private @Nullable Compute compute;

    /**
     * Something that no manifest can say.
     *
     * @param where file and line, or the package
     */
    record LeftOut(String where, String what, String why) {}

    void name(String given) {
        name = given;
    }

    void python(String series) {
        python = series;
    }

    void conda(String spec) {
        conda.add(spec);
    }

    void pip(String requirement) {
        pip.add(requirement);
    }

    /** A channel; a token in its address stays where it was. */
    void channel(String written) {
        String channel = TOKEN.matcher(written).replaceFirst("/");
        if (!channel.equals(written)) {
            remark("The token in the address of a channel is not carried over: it is a secret");
        }
        channels.add(channel);
    }

    /** An index of PEP 503, or a branch of a PyTorch-style tree; one that no source may have is left out. */
    void index(String where, String written) {
        String url;
        try {
            url = new IndexUrl(written).text();
        } catch (IllegalArgumentException e) {
            leftOut(where, written, String.valueOf(e.getMessage()));
            return;
        }
        Matcher branch = BRANCH.matcher(url);
        if (!branch.matches()) {
            indexes.add(url);
            return;
        }
        Compute asked =
                new Compute(branch.group(1).equals("cpu") ? "cpu" : "cuda==" + branch.group(2) + "." + branch.group(3));
        if (compute != null && !compute.equals(asked)) {
            leftOut(where, url, "another build was asked for before");
        }
        compute = asked;
    }

    void variable(String variable, String value) {
        variables.put(variable, value);
    }

    /** Something for who reads the manifest; said once, and on one line whatever is repeated in it. */
    void remark(String sentence) {
        String line = Printable.line(sentence);
        if (!remarks.contains(line)) {
            remarks.add(line);
        }
    }

    void leftOut(String where, String what, String why) {
        leftOut.add(new LeftOut(Printable.line(where), harmless(what), harmless(why)));
    }

    /** On one line, and without the user and password of an address. */
    private static String harmless(String text) {
        return Printable.line(CREDENTIALS.matcher(text).replaceAll("://"));
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    String python() {
        return python;
    }

    @Nullable
    Compute compute() {
        return compute;
    }

    List<String> conda() {
        return List.copyOf(conda);
    }

    List<String> pip() {
        return List.copyOf(pip);
    }

    List<String> channels() {
        return List.copyOf(channels);
    }

    List<String> indexes() {
        return List.copyOf(indexes);
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }
}
