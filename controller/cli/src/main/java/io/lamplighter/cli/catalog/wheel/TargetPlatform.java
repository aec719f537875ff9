package io.lamplighter.cli.catalog.wheel;

import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of machine that are planned for. */
public enum TargetPlatform {
    LINUX_X86_64("linux-x86_64"),
    LINUX_AARCH64("linux-aarch64"),
    WINDOWS_X86_64("windows-x86_64");

    private final String text;

    TargetPlatform(String text) {
        this.text = text;
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
