package io.lamplighter.api.reach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom this machine trusts: a site that inspects TLS has put its authority there, and every installer is told. */
public final class MachineTrust {
    /** Debian and Arch, Fedora and RHEL, SUSE, Alpine. */
    private static final List<Path> USUAL_BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private final List<Path> bundles;
    private @Nullable Read last;

    public MachineTrust() {
        this(USUAL_BUNDLES);
    }

    /** @param bundles of authorities, of which the first that can be read counts */
    public MachineTrust(List<Path> bundles) {
        this.bundles = List.copyOf(bundles);
    }

    /** The machine's bundle of authorities, for programs that take a file. */
    public Optional<Path> bundle() {
        return bundles.stream().filter(Files::isReadable).findFirst();
    }

    /**
     * Trusts what the JDK trusts and what the machine does. All of it is read anew only when the machine's file is
     * another: that takes a sixth of a second of a processor.
     */
    public synchronized SSLContext context() throws IOException {
        Stamp now = stamp();
        if (last == null || !last.stamp.equals(now)) {
            last = new Read(now, read());
        }
        return last.context;
    }

    private Stamp stamp() throws IOException {
        Optional<Path> bundle = bundle();
        if (bundle.isEmpty()) {
            return Stamp.NOTHING;
        }
        BasicFileAttributes file = Files.readAttributes(bundle.get(), BasicFileAttributes.class);
        return new Stamp(bundle.get(), file.lastModifiedTime(), file.size(), file.fileKey());
    }

    private SSLContext read() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : trustManager(null).getAcceptedIssuers()) {
                store.setCertificateEntry("jdk-" + store.size(), authority);
            }
            for (Certificate authority : machineAuthorities()) {
                store.setCertificateEntry("machine-" + store.size(), authority);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {trustManager(store)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the machine's certificates cannot be used: " + e.getMessage(), e);
        }
    }

    private List<? extends Certificate> machineAuthorities() throws IOException, GeneralSecurityException {
        Optional<Path> bundle = bundle();
        if (bundle.isEmpty()) {
            return List.of();
        }
        try (InputStream pem = Files.newInputStream(bundle.get())) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
        }
    }

    private static X509TrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return List.of(factory.getTrustManagers()).stream()
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
    }

    private record Read(Stamp stamp, SSLContext context) {}

    /**
     * By what another bundle is noticed.
     *
     * @param key device and inode, where the system has them
     */
    private record Stamp(
            @Nullable Path bundle,
            @Nullable FileTime modified,
            long bytes,
            @Nullable Object key) {
        private static final Stamp NOTHING = new Stamp(null, null, 0, null);
    }
}
