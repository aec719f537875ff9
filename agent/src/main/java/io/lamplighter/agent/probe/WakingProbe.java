package io.lamplighter.agent.probe;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.api.machine.MacAddress;
import io.lamplighter.api.machine.SubnetAddress;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.machine.Waking.Card;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Network cards that a packet could wake the machine by, as {@code /sys/class/net} lists them: those with hardware
 * behind them and no antenna. Nothing is started, and nothing is told where the machine's policy lets nobody wake it.
 */
final class WakingProbe implements Probe<Waking> {
    /** {@code ARPHRD_ETHER} of {@code linux/if_arp.h}. */
    private static final String ETHERNET = "1";

    private static final String NO_ADDRESS = "00:00:00:00:00:00";

    private final Path root;
    private final Policies policies;
    private final Addresses addresses;

    /** Says the addresses of the machine on a card. */
    interface Addresses {
        List<SubnetAddress> of(String card) throws IOException;
    }

    WakingProbe(Path root, Policies policies, Addresses addresses) {
        this.root = root;
        this.policies = policies;
        this.addresses = addresses;
    }

    /** Those of this machine. */
    static List<SubnetAddress> ofSystem(String card) throws IOException {
        NetworkInterface known = NetworkInterface.getByName(card);
        return known == null
                ? List.of()
                : known.getInterfaceAddresses().stream()
                        .filter(each -> each.getAddress() instanceof Inet4Address)
                        .map(each -> each.getAddress().getHostAddress() + "/" + each.getNetworkPrefixLength())
                        .sorted()
                        .map(SubnetAddress::new)
                        .toList();
    }

    @Override
    public String source() {
        return "waking";
    }

    @Override
    public Waking read() throws IOException {
        if (!isAllowed()) {
            return Waking.refused();
        }
        List<Card> cards = new ArrayList<>();
        for (Path card : folders(root.resolve("sys/class/net"))) {
            read(card).ifPresent(cards::add);
        }
        return new Waking(true, cards);
    }

    private boolean isAllowed() {
        try {
            return policies.current().allowsWaking();
        } catch (FailureException _) {
            return false; // whoever builds says so
        }
    }

    private Optional<Card> read(Path card) throws IOException {
        String mac = text(card.resolve("address")).toLowerCase(Locale.ROOT);
        boolean wired = text(card.resolve("type")).equals(ETHERNET)
                && Files.exists(card.resolve("device"))
                && Files.notExists(card.resolve("wireless"))
                && Files.notExists(card.resolve("phy80211"));
        if (!wired || mac.isEmpty() || mac.equals(NO_ADDRESS)) {
            return Optional.empty();
        }
        String name = card.getFileName().toString();
        return Optional.of(new Card(name, new MacAddress(mac), armed(card), addresses.of(name)));
    }

    /** A driver that was told to wake by packets says so here, as {@code ethtool -s … wol g} makes it. */
    private static @Nullable Boolean armed(Path card) throws IOException {
        return switch (text(card.resolve("device/power/wakeup"))) {
            case "enabled" -> true;
            case "disabled" -> false;
            default -> null;
        };
    }

    /** Empty where there is none. */
    private static String text(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readString(file).strip() : "";
    }

    private static List<Path> folders(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(folders::add);
            }
        }
        folders.sort(null);
        return folders;
    }
}
