/** What the scripts of {@code deploy/package} put together, with a program of one class in the place of ours. */
@NullMarked
package io.lamplighter.packaging;

import org.jspecify.annotations.NullMarked;
