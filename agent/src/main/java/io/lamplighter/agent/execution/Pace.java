package io.lamplighter.agent.execution;

import io.lamplighter.agent.schedule.Moment;
import io.lamplighter.agent.schedule.Permission;
import io.lamplighter.agent.schedule.Permits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a run may do the work of its phase now: what is asked of windows and gates before which phase.
 *
 * @param behind whether it builds in the background, which needs the machine for itself only to be verified
 */
record Pace(Permits permits, InstantSource clock, boolean behind) {
    /** An operator who asks for one generation by name has it at once. */
    Permission before(Run run, Wanted wanted) throws InterruptedException {
        Optional<Moment> moment = behind ? momentBehind(run.phase()) : moment(run.phase());
        if (moment.isEmpty() || run.asked() != null) {
            return new Permission.Granted();
        }
        Instant now = clock.instant();
        return wanted.ask(permits, wanted.schedule(now), moment.get(), Duration.between(run.startedAt(), now), now);
    }

    /** Before what a run asks; what has begun may go on until it is about to be used. */
    private static Optional<Moment> moment(Phase phase) {
        return switch (phase) {
            case Phase.Waiting waiting -> Optional.of(waiting.begun() ? Moment.SWITCH : Moment.BEGIN);
            case Phase.Activating _ -> Optional.of(Moment.SWITCH);
            case Phase.Claimed _, Phase.Preparing _, Phase.Solving _, Phase.Building _, Phase.Verifying _ ->
                Optional.of(Moment.GO_ON);
            case Phase.Planned _, Phase.Sealing _, Phase.Exposing _, Phase.Done _, Phase.Failed _ -> Optional.empty();
        };
    }

    /** The same for what is built in the background: only its verification needs the machine for itself. */
    private static Optional<Moment> momentBehind(Phase phase) {
        return switch (phase) {
            case Phase.Waiting waiting -> Optional.of(waiting.begun() ? Moment.PROVE : Moment.BEGIN_BEHIND);
            case Phase.Verifying _ -> Optional.of(Moment.PROVE);
            case Phase.Claimed _,
                    Phase.Preparing _,
                    Phase.Solving _,
                    Phase.Building _,
                    Phase.Activating _,
                    Phase.Planned _,
                    Phase.Sealing _,
                    Phase.Exposing _,
                    Phase.Done _,
                    Phase.Failed _ -> moment(phase);
        };
    }
}
