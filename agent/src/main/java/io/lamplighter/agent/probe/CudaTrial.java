package io.lamplighter.agent.probe;

import java.util.Map;

/** What came of beginning with CUDA, as every program does that computes. */
public sealed interface CudaTrial {
    /**
     * It works.
     *
     * @param version of CUDA that the driver supports, major*1000+minor*10
     * @param devices GPUs, or instances of one, that a program sees
     */
    record Ready(int version, int devices) implements CudaTrial {}

    /** A function of libcuda said no. */
    record Refused(String function, int code) implements CudaTrial {
        /** By {@code cuda.h} 13.0. */
        private static final Map<Integer, String> NAMES = Map.of(
                2, "out of memory",
                34, "the library is a stub of a toolkit",
                46, "the device is unavailable",
                100, "no device",
                304, "an operating system call failed",
                800, "not permitted",
                802, "the system is not ready",
                803, "driver and library differ",
                804, "a compatibility library on a GPU that it does not serve",
                999, "unknown error");

        /** For people. */
        public String text() {
            return function + " ends with " + code + (NAMES.containsKey(code) ? " (" + NAMES.get(code) + ")" : "");
        }
    }

    /** There is no libcuda that could be loaded. */
    record NoLibrary(String why) implements CudaTrial {}

    /** The program ended, or did not. */
    record Died(String how) implements CudaTrial {}
}
