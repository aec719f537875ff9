package io.lamplighter.controller.checkin;

import io.lamplighter.api.name.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a bearer token in the form that costs a poll least: no text, no lookup of the algorithm. The token
 * itself is not kept, and looking up a digest tells nothing of how much of a guess was right.
 */
record TokenKey(long first, long second, long third, long fourth) {
    private static final String SCHEME = "Bearer ";
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::digest);

    static TokenKey of(Sha256 token) {
        return of(HexFormat.of().parseHex(token.hex()));
    }

    /** Of the token in an Authorization header; null when there is none. */
    static @Nullable TokenKey ofHeader(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return null;
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return of(DIGEST.get().digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    private static TokenKey of(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new TokenKey(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
