package io.lamplighter.api.generation;

import java.time.Instant;

/** Asks to keep a generation until an instant, which is to come. */
public record KeepRequest(Instant until) {}
