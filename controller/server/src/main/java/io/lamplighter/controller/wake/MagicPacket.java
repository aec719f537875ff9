package io.lamplighter.controller.wake;

import io.lamplighter.api.machine.MacAddress;
import java.nio.ByteBuffer;

/** What a sleeping network card listens for: six bytes of ones, then sixteen times its own address (AMD, 20213). */
final class MagicPacket {
    private static final int REPEATED = 16;
    private static final byte ONES = (byte) 0xff;

    private MagicPacket() {}

    static byte[] to(MacAddress card) {
        byte[] address = card.bytes();
        ByteBuffer packet = ByteBuffer.allocate(address.length * (1 + REPEATED));
        for (int i = 0; i < address.length; i++) {
            packet.put(ONES);
        }
        for (int i = 0; i < REPEATED; i++) {
            packet.put(address);
        }
        return packet.array();
    }
}
