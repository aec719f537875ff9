package io.lamplighter.agent.reboot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.PendingBoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which boots the agent made, on disk. */
final class BootDiary {
    private static final Logger LOG = Logger.getLogger(BootDiary.class);

    private final Path file;
    private @Nullable Kept known;

    BootDiary(Path file) {
        this.file = file;
    }

    /**
     * What is kept.
     *
     * @param left the boot in which the machine was told to go; absent when it is back and that was told
     * @param made the boot that came of it last; absent before the first
     * @param at when the machine was told to go last; absent with both
     * @param waits why it is not booted that has to be; absent where it need not be
     */
    private record Kept(
            @Nullable String left,
            @Nullable String made,
            @Nullable Instant at,
            @Nullable PendingBoot waits) {
        Kept leaving(@Nullable String next, @Nullable Instant when) {
            return new Kept(next, made, when, waits);
        }
    }

    /** The boot that the machine was told to leave. */
    Optional<String> left() {
        return Optional.ofNullable(known().left());
    }

    /** The last boot that the agent made. */
    Optional<String> made() {
        return Optional.ofNullable(known().made());
    }

    /** When the machine was told to go last. */
    Optional<Instant> at() {
        return Optional.ofNullable(known().at());
    }

    void leaving(String boot, Instant now) throws IOException {
        keep(known().leaving(boot, now));
    }

    /** The machine stayed where it is, or that it is back was told. */
    void settled() throws IOException {
        keep(known().leaving(null, known().at()));
    }

    /** The machine runs in another boot; that it does is still to be told. */
    void arrived(String boot) throws IOException {
        if (!Optional.of(boot).equals(made())) {
            keep(new Kept(known().left(), boot, known().at(), known().waits()));
        }
    }

    /** Why the machine is not booted that has to be, with since when, over restarts of the agent. */
    Optional<PendingBoot> waits() {
        return Optional.ofNullable(known().waits());
    }

    /** It has to be booted and is not; null where it need not be. */
    void waits(@Nullable PendingBoot next) throws IOException {
        keep(new Kept(known().left(), known().made(), known().at(), next));
    }

    private synchronized Kept known() {
        if (known == null) {
            known = read();
        }
        return known;
    }

    private synchronized void keep(Kept next) throws IOException {
        DurableFiles.replace(file, Wire.write(next).getBytes(UTF_8));
        known = next;
    }

    private Kept read() {
        try {
            return Wire.mapper().readValue(Files.readAllBytes(file), Kept.class);
        } catch (NoSuchFileException _) {
            return new Kept(null, null, null, null);
        } catch (JsonProcessingException e) {
            LOG.warnf("which boots were made is not known any more: %s: %s", file, e.getOriginalMessage());
        } catch (IOException e) {
            LOG.warnf("which boots were made is not known: %s", e);
        }
        return new Kept(null, null, null, null);
    }
}
