/** What a change would mean for all machines, before it is stored. No type is public. */
@NullMarked
package io.lamplighter.controller.whatif;

import org.jspecify.annotations.NullMarked;
