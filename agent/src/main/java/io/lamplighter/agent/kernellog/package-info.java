/** What the kernel's log tells of GPUs, while it is written. Nothing is public: errors go to {@code XidCounts}. */
@NullMarked
package io.lamplighter.agent.kernellog;

import org.jspecify.annotations.NullMarked;
