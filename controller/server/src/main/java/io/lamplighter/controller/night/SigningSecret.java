package io.lamplighter.controller.night;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What messages are signed with; its text shows nowhere. */
record SigningSecret(String secret) {
    private static final String ALGORITHM = "HmacSHA256";

    SigningSecret {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("an empty secret signs nothing");
        }
    }

    /** In lower-case hexadecimal digits. */
    String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret[]";
    }
}
