package io.lamplighter.cli.catalog.elf;

import java.util.List;

/**
 * A shared object or a program.
 *
 * @param needs the symbol versions that other libraries must have
 * @param deviceCodeBytes code for GPUs that it carries; 0 for none
 */
public record ElfObject(List<VersionNeed> needs, long deviceCodeBytes) {
    public ElfObject {
        needs = List.copyOf(needs);
    }
}
