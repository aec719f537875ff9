package io.lamplighter.cli.catalog.wheel;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a requirement's marker (PEP 508) says of platforms. Wheels of all platforms carry one list of requirements, so
 * that a CPU build for aarch64 names CUDA libraries, behind a marker that no machine of its own fulfils.
 */
final class PlatformMarker {
    private static final Pattern EQUALS =
            Pattern.compile("\\b(platform_system|platform_machine|sys_platform)\\s*==\\s*[\"'](\\w+)[\"']");
    private static final Pattern OR = Pattern.compile("\\bor\\b");

    private PlatformMarker() {}

    /**
     * Whether it fails on each of the platforms whatever else it asks; a marker with alternatives is given the doubt.
     */
    static boolean excludesAll(String marker, List<TargetPlatform> platforms) {
        return !platforms.isEmpty()
                && !OR.matcher(marker).find()
                && platforms.stream().allMatch(platform -> excludes(marker, platform));
    }

    private static boolean excludes(String marker, TargetPlatform platform) {
        return EQUALS.matcher(marker)
                .results()
                .anyMatch(comparison -> !comparison.group(2).equals(valueOn(platform, comparison)));
    }

    private static String valueOn(TargetPlatform platform, MatchResult comparison) {
        boolean windows = platform == TargetPlatform.WINDOWS_X86_64;
        return switch (comparison.group(1)) {
            case "platform_system" -> windows ? "Windows" : "Linux";
            case "sys_platform" -> windows ? "win32" : "linux";
            default ->
                switch (platform) {
                    case LINUX_X86_64 -> "x86_64";
                    case LINUX_AARCH64 -> "aarch64";
                    case WINDOWS_X86_64 -> "AMD64";
                };
        };
    }
}
