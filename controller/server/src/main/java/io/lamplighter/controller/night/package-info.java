/** Nights told in the morning. No type is public. */
@NullMarked
package io.lamplighter.controller.night;

import org.jspecify.annotations.NullMarked;
