package io.lamplighter.agent.kernellog;

/** What NVIDIA's module says of one GPU; addresses are as sysfs has them, {@code 0000:9b:00.0}. */
sealed interface KernelEvent {
    /** Which GPU is at an address. */
    record Named(String address, String uuid) implements KernelEvent {}

    /** An error with NVIDIA's number. */
    record Xid(String address, long xid) implements KernelEvent {}

    /** It answers nothing any more; said beside an Xid 79, or without one. */
    record FellOffBus(String address) implements KernelEvent {}
}
