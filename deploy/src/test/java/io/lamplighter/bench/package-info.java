/** What {@code make bench} measures: the programs as packaged, with the load on the same machine. No test. */
@NullMarked
package io.lamplighter.bench;

import org.jspecify.annotations.NullMarked;
