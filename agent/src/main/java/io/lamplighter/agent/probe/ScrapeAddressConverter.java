package io.lamplighter.agent.probe;

import java.io.Serial;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Says what an address must be; of a constructor that it finds by itself the framework hides it. It makes public ones
 * alone.
 */
public final class ScrapeAddressConverter implements Converter<ScrapeAddress> {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public ScrapeAddress convert(String value) {
        return new ScrapeAddress(value.strip());
    }
}
