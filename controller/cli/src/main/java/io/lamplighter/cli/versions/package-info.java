/** Compares versions and matches them as pip's and conda's worlds do. Public: the command. */
@NullMarked
package io.lamplighter.cli.versions;

import org.jspecify.annotations.NullMarked;
