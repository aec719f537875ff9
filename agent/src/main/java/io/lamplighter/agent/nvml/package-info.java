/**
 * NVIDIA's management library, bound by the JDK alone and called on one thread that may hang. Public:
 * {@link io.lamplighter.agent.nvml.Nvml} and what it answers with: {@link io.lamplighter.agent.nvml.NvmlReading},
 * {@link io.lamplighter.agent.nvml.GpuState}, {@link io.lamplighter.agent.nvml.GpuSample},
 * {@link io.lamplighter.agent.nvml.Answer}, {@link io.lamplighter.agent.nvml.NvmlReturn},
 * {@link io.lamplighter.agent.nvml.XidEvent}, {@link io.lamplighter.agent.nvml.XidCounts};
 * {@link io.lamplighter.agent.nvml.Sleep}, which it is told; {@link io.lamplighter.agent.nvml.NvmlLocations}.
 */
@NullMarked
package io.lamplighter.agent.nvml;

import org.jspecify.annotations.NullMarked;
