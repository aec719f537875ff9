/** How long machines go on being served. No type is public. */
@NullMarked
package io.lamplighter.controller.sunset;

import org.jspecify.annotations.NullMarked;
