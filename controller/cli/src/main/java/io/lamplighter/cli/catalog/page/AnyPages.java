package io.lamplighter.cli.catalog.page;

import java.net.URI;

/** Pages from the network and from disk. */
public final class AnyPages implements Pages {
    private final Pages web = new HttpPages(new WebClient());
    private final Pages disk = new FilePages();

    @Override
    public <T> Answer<T> read(URI address, Wanted wanted, BodyReader<T> reader) {
        return ("file".equals(address.getScheme()) ? disk : web).read(address, wanted, reader);
    }
}
