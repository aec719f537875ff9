/**
 * What ELF objects ask of the machine they run on, read front to back out of streams of any length. Public:
 * {@link io.lamplighter.cli.catalog.elf.ElfReader} and what it answers with.
 */
@NullMarked
package io.lamplighter.cli.catalog.elf;

import org.jspecify.annotations.NullMarked;
