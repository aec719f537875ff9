package io.lamplighter.agent.reboot;

/** Asks the controller, which knows how many are away. */
public interface RebootClaims {
    RebootGrant claim(String reason) throws InterruptedException;

    /** Whether the controller heard that the machine is back. */
    boolean isBack() throws InterruptedException;
}
