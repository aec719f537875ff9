/** What the scripts of {@code deploy/dev} find and install, on machines that are folders. */
@NullMarked
package io.lamplighter.dev;

import org.jspecify.annotations.NullMarked;
