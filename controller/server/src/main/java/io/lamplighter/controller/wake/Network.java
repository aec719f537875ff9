package io.lamplighter.controller.wake;

import io.lamplighter.api.machine.SubnetAddress;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.util.List;

/** The network as this controller is in it. */
final class Network {
    private Network() {}

    /** Its own addresses, but for those that nobody else can reach. */
    static List<SubnetAddress> own() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(Network::reachesOthers)
                .flatMap(each -> each.getInterfaceAddresses().stream())
                .filter(each -> each.getAddress() instanceof Inet4Address)
                .map(each ->
                        new SubnetAddress(each.getAddress().getHostAddress() + "/" + each.getNetworkPrefixLength()))
                .toList();
    }

    private static boolean reachesOthers(NetworkInterface each) {
        try {
            return each.isUp() && !each.isLoopback();
        } catch (IOException _) {
            return false; // it went away meanwhile
        }
    }

    static void send(byte[] packet, Destination to) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setBroadcast(true);
            socket.send(new DatagramPacket(packet, packet.length, to.socket()));
        }
    }
}
