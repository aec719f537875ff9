/**
 * What the programs of each run said, bounded, without secrets, kept until the controller has it and some time longer.
 * Public: {@link io.lamplighter.agent.runlog.RunLogs} and {@link io.lamplighter.agent.runlog.RunLogConfig}.
 */
@NullMarked
package io.lamplighter.agent.runlog;

import org.jspecify.annotations.NullMarked;
