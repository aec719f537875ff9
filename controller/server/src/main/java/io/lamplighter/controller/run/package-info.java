/**
 * What agents said of their runs. Public: {@link io.lamplighter.controller.run.RunStore},
 * {@link io.lamplighter.controller.run.RunLogs}.
 */
@NullMarked
package io.lamplighter.controller.run;

import org.jspecify.annotations.NullMarked;
