/** What agents said of their runs. Public: {@link io.lamplighter.controller.run.RunStore}. */
@NullMarked
package io.lamplighter.controller.run;

import org.jspecify.annotations.NullMarked;
