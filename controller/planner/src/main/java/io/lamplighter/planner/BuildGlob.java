package io.lamplighter.planner;

import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a glob over conda's build strings says of the CUDA of a build: {@code py3.11_cuda12.4*}, {@code cpu_*}. */
record BuildGlob(String text) {
    private static final Pattern CUDA = Pattern.compile("cuda(?<dotted>\\d+\\.\\d+)|cuda(?<digits>\\d{3})|cuda");

    boolean admits(TorchBuild build) {
        CudaVersion cuda = build.cudaVersion();
        if (text.contains("cpu")) {
            return cuda == null;
        }
        Matcher named = CUDA.matcher(text);
        if (!named.find()) {
            return true;
        }
        return cuda != null
                && (!cuda.isWhole() || version(named) == null || cuda.toString().equals(version(named)));
    }

    private static String version(Matcher named) {
        String digits = named.group("digits");
        return digits == null
                ? named.group("dotted")
                : digits.substring(0, digits.length() - 1) + "." + digits.charAt(digits.length() - 1);
    }
}
