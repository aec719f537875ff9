import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** {@code Fetch <url> <sha512> <file>}: a JDK is there before Maven is, while curl and wget may not be. */
final class Fetch {
    public static void main(String[] arguments) throws Exception {
        var address = URI.create(arguments[0]);
        var target = Path.of(arguments[2]);
        byte[] bytes = "file".equals(address.getScheme()) ? Files.readAllBytes(Path.of(address)) : download(address);
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        if (!digest.equals(arguments[1])) {
            throw new IllegalStateException(address + " has the SHA-512 " + digest + ", not the expected one");
        }
        Path part = Files.createTempFile(target.getParent(), "fetched", ".part");
        Files.write(part, bytes);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] download(URI address) throws Exception {
        try (var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(address + " answered " + answer.statusCode());
            }
            return answer.body();
        }
    }
}
