/** What real installers make of the planner's answers, on channels that are shaped like the real ones. */
@NullMarked
package io.lamplighter.installers;

import org.jspecify.annotations.NullMarked;
