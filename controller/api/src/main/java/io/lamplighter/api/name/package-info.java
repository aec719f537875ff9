/** Names and digests as types, so that none can stand where another is meant. All are public. */
@NullMarked
package io.lamplighter.api.name;

import org.jspecify.annotations.NullMarked;
