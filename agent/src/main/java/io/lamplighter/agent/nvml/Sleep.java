package io.lamplighter.agent.nvml;

/** Which GPUs are powered down, as the kernel says without asking them: asking would wake them. */
public interface Sleep {
    /** None ever. */
    Sleep NEVER = new Sleep() {
        @Override
        public boolean ofAll() {
            return false;
        }

        @Override
        public boolean of(String busId) {
            return false;
        }
    };

    /** Whether there are GPUs of NVIDIA and all of them are. */
    boolean ofAll();

    /**
     * Whether this one is.
     *
     * @param busId {@code 0000:01:00.0}
     */
    boolean of(String busId);
}
