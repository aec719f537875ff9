package io.lamplighter.cli.catalog.rows;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.index.Sidecar;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.cli.catalog.page.Pages;
import io.lamplighter.cli.catalog.page.PartialFiles;
import io.lamplighter.cli.catalog.page.UnreadablePage;
import io.lamplighter.cli.catalog.page.Wanted;
import io.lamplighter.cli.catalog.wheel.WheelClaims;
import io.lamplighter.cli.catalog.wheel.WheelTexts;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a wheel's metadata where it lies beside the wheel, and else, or where it does not say which build the wheel is,
 * inside of it. No wheel is fetched whole.
 */
public record WheelWitness(Pages pages, PartialFiles files) {
    public Evidence hear(NewWheel wheel) {
        try {
            Optional<WheelClaims> beside =
                    beside(wheel.file()).map(metadata -> WheelClaims.of(wheel.name(), new WheelTexts(metadata, null)));
            return new Evidence.Claimed(
                    wheel,
                    beside.isPresent() && (beside.get().build() != null || !NewRows.isTorch(wheel))
                            ? beside.get()
                            : inside(wheel));
        } catch (UnreadablePage | IOException | IllegalArgumentException e) {
            return new Evidence.Unread(wheel, "its metadata cannot be read: " + e.getMessage());
        }
    }

    /** Empty where there is none, whatever the page says. */
    private Optional<String> beside(ListedFile file) throws IOException {
        Sidecar sidecar = file.metadata();
        if (sidecar == null) {
            return Optional.empty();
        }
        return switch (pages.read(
                sidecar.address(), Wanted.METADATA, body -> body.bytes().readAllBytes())) {
            case Pages.Answer.Found<byte[]> found -> Optional.of(proven(found.content(), sidecar));
            case Pages.Answer.Absent<byte[]> _ -> Optional.empty();
        };
    }

    private static String proven(byte[] bytes, Sidecar sidecar) throws IOException {
        String promised = sidecar.sha256();
        if (promised != null && !Sha256.of(bytes).hex().equals(promised.toLowerCase(Locale.ROOT))) {
            throw new IOException("what lies beside the wheel has not the SHA-256 that the page promises");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private WheelClaims inside(NewWheel wheel) throws IOException {
        try (SeekableByteChannel channel = files.open(wheel.file().address())) {
            return WheelClaims.of(wheel.name(), WheelTexts.read(channel, wheel.name()));
        }
    }
}
