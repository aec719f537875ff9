package io.lamplighter.agent.metrics;

/** Shows one concern's metrics as they are known now. */
interface Binder {
    void show();
}
