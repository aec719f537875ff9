package io.lamplighter.agent.schedule;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is logged in.
 *
 * @param terminal below {@code /dev}, {@code pts/3}; absent where there is none
 * @param graphical whether it is a desktop
 * @param inFront whether it is the one that is seen at its seat; always so for those from elsewhere
 */
record LoginSession(String user, @Nullable String terminal, boolean graphical, boolean inFront) {}
